# expected: 83.143
# mistake: window one too small
# %% max-pool-solution
def max_pool(x, size, stride):
    H, W = (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1
    y = np.zeros((*x.shape[:2], H, W))
    for n, c, p, q in np.ndindex(*y.shape):
        top, left = p * stride, q * stride
        y[n, c, p, q] = x[n, c, top : top + size - 1, left : left + size - 1].max()
    return y
