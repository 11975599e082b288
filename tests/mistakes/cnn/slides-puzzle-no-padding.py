# expected: 89.2
# mistake: padding or + 1 forgotten
# %% slides-solution
def puzzle_shape():
    return [5, (48 - 3) // 2 + 1, (33 - 3) // 2 + 1]


def slide_correlation():
    return 36


def slide_maxima():
    return [9, 12]
