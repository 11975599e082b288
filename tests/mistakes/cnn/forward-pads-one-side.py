# expected: 84.615
# mistake: padding on one side only
# %% forward-solution
def conv_forward(x, filters, bias, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, 0), (padding, 0)))
    K, L = filters.shape[2:]
    H, W = (x.shape[2] - K) // stride + 1, (x.shape[3] - L) // stride + 1
    y = np.zeros((len(x), len(filters), H, W))
    for n, o, p, q in np.ndindex(*y.shape):
        window = x[n, :, p * stride : p * stride + K, q * stride : q * stride + L]
        y[n, o, p, q] = np.sum(window * filters[o]) + bias[o]
    return y
