# expected: 78.154
# mistake: none
# %% forward-solution
def conv_forward(x, filters, bias, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(x, filters.shape[2:], axis=(2, 3))
    y = np.einsum("ncpqij,ocij->nopq", windows[:, :, ::stride, ::stride], filters)
    return y + bias
