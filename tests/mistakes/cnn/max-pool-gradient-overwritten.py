# expected: 84.444
# mistake: gradient overwritten
# %% max-pool-gradient-solution
def max_pool_backward(gradient, x, size, stride):
    dx = np.zeros(x.shape)
    for n, c, p, q in np.ndindex(*gradient.shape):
        window = x[n, c, p * stride : p * stride + size, q * stride : q * stride + size]
        i, j = divmod(int(np.argmax(window)), size)
        dx[n, c, p * stride + i, q * stride + j] = gradient[n, c, p, q]
    return dx
