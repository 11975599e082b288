# expected: 89.2
# mistake: image added up
# %% slides-solution
def slide_correlation():
    return 2 + 3 + 1 + 5 + 6 + 3 + 8 + 9 + 8


def slide_maxima():
    return [9, 12]


def puzzle_shape():
    return [5, 24, 17]
