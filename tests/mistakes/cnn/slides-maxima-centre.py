# expected: 88.4
# mistake: centre for maximum
# %% slides-solution
def slide_maxima():
    return [5, 7]


def slide_correlation():
    return 36


def puzzle_shape():
    return [5, 24, 17]
