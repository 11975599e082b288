# expected: 86.8
# mistake: size taken for the stride
# %% average-pool-solution
def average_pool(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::size, ::size].mean(axis=(4, 5))


def average_pool_backward(gradient, x, size, stride):
    dx = np.zeros(x.shape)
    for n, c, p, q in np.ndindex(*gradient.shape):
        place = n, c, slice(p * stride, p * stride + size), slice(q * stride, q * stride + size)
        dx[place] += gradient[n, c, p, q] / size**2
    return dx
