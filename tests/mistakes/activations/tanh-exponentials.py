# expected: 88.2
# mistake: infinity divided by infinity
# %% tanh-solution
def tanh_and_derivative(x):
    value = (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
    return value, 1 - value**2
