# expected: 89.2
# mistake: rows and columns exchanged
# %% slides-solution
def puzzle_shape():
    return [5, 17, 24]


def slide_correlation():
    return 36


def slide_maxima():
    return [9, 12]
