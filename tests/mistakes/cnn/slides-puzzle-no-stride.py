# expected: 89.2
# mistake: stride ignored
# %% slides-solution
def puzzle_shape():
    return [5, 48, 33]


def slide_correlation():
    return 36


def slide_maxima():
    return [9, 12]
