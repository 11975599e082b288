# expected: 85.556
# mistake: wrong border cut off
# %% backward-solution
def conv_backward(gradient, x, filters, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    K, L = filters.shape[2:]
    dx, df = np.zeros(padded.shape), np.zeros(filters.shape)
    for p, q in np.ndindex(*gradient.shape[2:]):
        rows, columns = slice(p * stride, p * stride + K), slice(q * stride, q * stride + L)
        g = gradient[:, :, p, q]
        df += np.einsum("no,ncij->ocij", g, padded[:, :, rows, columns])
        dx[:, :, rows, columns] += np.einsum("no,ocij->ncij", g, filters)
    return dx[:, :, : x.shape[2], : x.shape[3]], df, gradient.sum(axis=(0, 2, 3))
