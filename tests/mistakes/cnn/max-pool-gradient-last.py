# expected: 86.667
# mistake: last winner for the first
# %% max-pool-gradient-solution
def max_pool_backward(gradient, x, size, stride):
    dx = np.zeros(x.shape)
    for n, c, p, q in np.ndindex(*gradient.shape):
        best = -np.inf
        for i, j in np.ndindex(size, size):
            value = x[n, c, p * stride + i, q * stride + j]
            if value >= best:
                best, row, column = value, p * stride + i, q * stride + j
        dx[n, c, row, column] += gradient[n, c, p, q]
    return dx
