# expected: 87
# mistake: not shifted down
# %% tanh-solution
def tanh_and_derivative(x):
    value = 2 * sigmoid(2 * x)
    return value, 1 - (value - 1) ** 2
