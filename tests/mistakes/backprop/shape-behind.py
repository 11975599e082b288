# expected: 80.029
# mistake: axes behind for axes in front; broadcast not undone
# %% shape-solution
def sum_to_shape(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=-1)
    return gradient
