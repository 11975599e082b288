# expected: 86.967
# mistake: axes of length 1 not added up; broadcast not undone
# %% shape-solution
def sum_to_shape(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    return gradient
