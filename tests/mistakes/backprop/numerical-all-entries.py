# expected: 82
# mistake: all entries moved
# %% numerical-solution
def numerical_gradient(f, x, step=1e-5):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        gradient[index] = (f(x + step) - f(x - step)) / (2 * step)
    return gradient
