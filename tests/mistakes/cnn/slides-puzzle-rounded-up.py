# expected: 89.2
# mistake: rounded up
# %% slides-solution
def puzzle_shape():
    return [5, 25, 17]


def slide_correlation():
    return 36


def slide_maxima():
    return [9, 12]
