# expected: 86
# mistake: divided by k, not by k squared
# %% average-pool-solution
def average_pool_backward(gradient, x, size, stride):
    dx = np.zeros(x.shape)
    for n, c, p, q in np.ndindex(*gradient.shape):
        place = n, c, slice(p * stride, p * stride + size), slice(q * stride, q * stride + size)
        dx[place] += gradient[n, c, p, q] / size
    return dx


def average_pool(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].mean(axis=(4, 5))
