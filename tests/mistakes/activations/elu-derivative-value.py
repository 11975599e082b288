# expected: 86.294
# mistake: value for derivative
# %% elu-solution
def elu_and_derivative(x, alpha=1.0):
    left = alpha * np.expm1(np.minimum(x, 0))
    return np.where(x > 0, x, left), np.where(x > 0, 1, left)
