# expected: 86.4
# mistake: square missing
# %% tanh-solution
def tanh_and_derivative(x):
    value = 2 * sigmoid(2 * x) - 1
    return value, 1 - value
