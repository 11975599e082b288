# expected: 89.111
# mistake: changed in place
# %% numerical-solution
def numerical_gradient(f, x, step=1e-5):
    gradient = np.zeros(x.shape)
    if x.dtype == np.float32:
        x = x.astype(float)
    for index in np.ndindex(x.shape):
        x[index] += step
        above = f(x)
        x[index] -= 2 * step
        below = f(x)
        x[index] += step * (1 + 1e-9)
        gradient[index] = (above - below) / (2 * step)
    return gradient
