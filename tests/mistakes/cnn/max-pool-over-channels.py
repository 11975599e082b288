# expected: 84.286
# mistake: maximum over all channels
# %% max-pool-solution
def max_pool(x, size, stride):
    H, W = (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1
    y = np.zeros((*x.shape[:2], H, W))
    for n, p, q in np.ndindex(len(x), H, W):
        y[n, :, p, q] = x[n, :, p * stride : p * stride + size, q * stride : q * stride + size].max()
    return y
