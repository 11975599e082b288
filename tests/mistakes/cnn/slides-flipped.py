# expected: 89.2
# mistake: flipped kernel
# %% slides-solution
def slide_correlation():
    return 16


def slide_maxima():
    return [9, 12]


def puzzle_shape():
    return [5, 24, 17]
