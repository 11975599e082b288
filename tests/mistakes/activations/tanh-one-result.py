# expected: 84
# mistake: none
# %% tanh-solution
def tanh_and_derivative(x):
    return 2 * sigmoid(2 * x) - 1
