# expected: 84.286
# mistake: size taken for the stride
# %% max-pool-solution
def max_pool(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::size, ::size].max(axis=(4, 5))
