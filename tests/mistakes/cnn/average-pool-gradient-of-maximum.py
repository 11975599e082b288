# expected: 86
# mistake: gradient of the maximum
# %% average-pool-solution
def average_pool_backward(gradient, x, size, stride):
    return max_pool_backward(gradient, x, size, stride)


def average_pool(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].mean(axis=(4, 5))
