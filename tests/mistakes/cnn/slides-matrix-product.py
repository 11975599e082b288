# expected: 89.2
# mistake: matrix product for product sum
# %% slides-solution
def slide_correlation():
    image = np.array([[2, 3, 1], [5, 6, 3], [8, 9, 8]])
    return (image @ np.array([[0, 1, -1], [1, 0, 1], [1, 2, 0]])).sum()


def slide_maxima():
    return [9, 12]


def puzzle_shape():
    return [5, 24, 17]
