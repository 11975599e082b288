# expected: 86.4
# mistake: input for value
# %% tanh-solution
def tanh_and_derivative(x):
    return 2 * sigmoid(2 * x) - 1, 1 - x**2
