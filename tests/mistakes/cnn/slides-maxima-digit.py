# expected: 89.2
# mistake: largest digit
# %% slides-solution
def slide_maxima():
    return [9, 9]


def slide_correlation():
    return 36


def puzzle_shape():
    return [5, 24, 17]
