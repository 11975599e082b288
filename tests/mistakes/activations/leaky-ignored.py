# expected: 85.5
# mistake: slope argument ignored
# %% leaky-solution
def leaky_relu_and_derivative(x, slope=0.01):
    return np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1, 0.01)
