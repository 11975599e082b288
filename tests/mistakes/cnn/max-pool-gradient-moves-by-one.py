# expected: 85.556
# mistake: window moves by 1
# %% max-pool-gradient-solution
def max_pool_backward(gradient, x, size, stride):
    dx = np.zeros(x.shape)
    for n, c, p, q in np.ndindex(*gradient.shape):
        window = x[n, c, p : p + size, q : q + size]
        i, j = divmod(int(np.argmax(window)), size)
        dx[n, c, p + i, q + j] += gradient[n, c, p, q]
    return dx
