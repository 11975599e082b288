# expected: 89.2
# mistake: minus sign lost
# %% slides-solution
def slide_correlation():
    return 3 + 1 + 5 + 3 + 8 + 18


def slide_maxima():
    return [9, 12]


def puzzle_shape():
    return [5, 24, 17]
