# expected: 83.233
# mistake: axes of length 1 dropped
# %% shape-solution
def sum_to_shape(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    return gradient.sum(axis=tuple(k for k, n in enumerate(shape) if n == 1))
