# expected: 86.667
# mistake: all winners get the gradient
# %% max-pool-gradient-solution
def max_pool_backward(gradient, x, size, stride):
    dx = np.zeros(x.shape)
    for n, c, p, q in np.ndindex(*gradient.shape):
        place = n, c, slice(p * stride, p * stride + size), slice(q * stride, q * stride + size)
        dx[place] += (x[place] == x[place].max()) * gradient[n, c, p, q]
    return dx
