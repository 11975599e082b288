# expected: 80
# mistake: spread over the window
# %% max-pool-gradient-solution
def max_pool_backward(gradient, x, size, stride):
    dx = np.zeros(x.shape)
    for n, c, p, q in np.ndindex(*gradient.shape):
        place = n, c, slice(p * stride, p * stride + size), slice(q * stride, q * stride + size)
        dx[place] += gradient[n, c, p, q] / size**2
    return dx
