# expected: 86.706
# mistake: alpha forgotten
# %% elu-solution
def elu_and_derivative(x, alpha=1.0):
    left = np.minimum(x, 0)
    return np.where(x > 0, x, alpha * np.expm1(left)), np.where(x > 0, 1, np.exp(left))
