# expected: 82
# mistake: multiplied by h
# %% numerical-solution
def numerical_gradient(f, x, step=1e-5):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        above, below = x.astype(float), x.astype(float)
        above[index] += step
        below[index] -= step
        gradient[index] = (f(above) - f(below)) / 2 * step
    return gradient
