# expected: 89.176
# mistake: >= for >
# %% elu-solution
def elu_and_derivative(x, alpha=1.0):
    left = np.minimum(x, 0)
    return np.where(x >= 0, x, alpha * np.expm1(left)), np.where(x >= 0, 1, alpha * np.exp(left))
