# expected: 87
# mistake: factors of the chain rule missing
# %% tanh-solution
def tanh_and_derivative(x):
    s = sigmoid(2 * x)
    return 2 * s - 1, 2 * s * (1 - s)
