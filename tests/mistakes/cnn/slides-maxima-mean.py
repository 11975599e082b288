# expected: 88.4
# mistake: mean for maximum
# %% slides-solution
def slide_maxima():
    return [5, 47 / 9]


def slide_correlation():
    return 36


def puzzle_shape():
    return [5, 24, 17]
