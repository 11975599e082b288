# expected: 85.429
# mistake: stride ignored
# %% max-pool-solution
def max_pool(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows.max(axis=(4, 5))
