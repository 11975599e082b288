# expected: 84.667
# mistake: forward difference
# %% numerical-solution
def numerical_gradient(f, x, step=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        moved = point.copy()
        moved[index] += step
        gradient[index] = (f(moved) - f(point)) / step
    return gradient
