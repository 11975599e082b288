# expected: 89.176
# mistake: digits lost close to 0
# %% elu-solution
def elu_and_derivative(x, alpha=1.0):
    e = np.exp(np.minimum(x, 0))
    return np.where(x > 0, x, alpha * (e - 1)), np.where(x > 0, 1, alpha * e)
