# expected: 88.222
# mistake: entry not set back
# %% numerical-solution
def numerical_gradient(f, x, step=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        point[index] += step
        above = f(point)
        point[index] -= 2 * step
        gradient[index] = (above - f(point)) / (2 * step)
    return gradient
