# expected: 80.114
# mistake: divided by N twice; factor 1/2; mean for sum
# %% shape-solution
def sum_to_shape(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient.mean(axis=0)
    for axis, length in enumerate(shape):
        if length == 1:
            gradient = gradient.mean(axis=axis, keepdims=True)
    return gradient
