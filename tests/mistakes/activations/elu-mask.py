# expected: 88.765
# mistake: 0 times infinity
# %% elu-solution
def elu_and_derivative(x, alpha=1.0):
    value = (x > 0) * x + (x <= 0) * alpha * np.expm1(x)
    return value, (x > 0) + (x <= 0) * alpha * np.exp(x)
