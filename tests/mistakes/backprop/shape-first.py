# expected: 81.448
# mistake: divided by N twice; factor 1/2; one copy for all
# %% shape-solution
def sum_to_shape(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient[0]
    for axis, length in enumerate(shape):
        if length == 1:
            gradient = gradient.take([0], axis=axis)
    return gradient
