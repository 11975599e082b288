# expected: 86.706
# mistake: 1 not subtracted
# %% elu-solution
def elu_and_derivative(x, alpha=1.0):
    e = alpha * np.exp(np.minimum(x, 0))
    return np.where(x > 0, x, e), np.where(x > 0, 1, e)
