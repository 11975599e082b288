# expected: 86.667
# mistake: winners share the gradient
# %% max-pool-gradient-solution
def max_pool_backward(gradient, x, size, stride):
    dx = np.zeros(x.shape)
    for n, c, p, q in np.ndindex(*gradient.shape):
        place = n, c, slice(p * stride, p * stride + size), slice(q * stride, q * stride + size)
        winners = x[place] == x[place].max()
        dx[place] += winners / winners.sum() * gradient[n, c, p, q]
    return dx
