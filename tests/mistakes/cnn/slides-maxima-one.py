# expected: 88.4
# mistake: none
# %% slides-solution
def slide_maxima():
    return 12


def slide_correlation():
    return 36


def puzzle_shape():
    return [5, 24, 17]
