# expected: 88.4
# mistake: a map for every colour
# %% slides-solution
def puzzle_shape():
    return [15, 24, 17]


def slide_correlation():
    return 36


def slide_maxima():
    return [9, 12]
