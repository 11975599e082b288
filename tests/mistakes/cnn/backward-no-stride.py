# expected: 78.889
# mistake: stride ignored
# %% backward-solution
def conv_backward(gradient, x, filters, stride=1, padding=0):
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    K, L = filters.shape[2:]
    dx, df = np.zeros(padded.shape), np.zeros(filters.shape)
    for p, q in np.ndindex(*gradient.shape[2:]):
        g = gradient[:, :, p, q]
        df += np.einsum("no,ncij->ocij", g, padded[:, :, p : p + K, q : q + L])
        dx[:, :, p : p + K, q : q + L] += np.einsum("no,ocij->ncij", g, filters)
    dx = dx[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]]
    return dx, df, gradient.sum(axis=(0, 2, 3))
