# expected: 85.429
# mistake: never below 0
# %% max-pool-solution
def max_pool(x, size, stride):
    H, W = (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1
    y = np.zeros((*x.shape[:2], H, W))
    for p, q, i, j in np.ndindex(H, W, size, size):
        y[:, :, p, q] = np.maximum(y[:, :, p, q], x[:, :, p * stride + i, q * stride + j])
    return y
