# expected: 84.6
# mistake: derivative of the sigmoid; sigmoid of x for 2x
# %% tanh-solution
def tanh_and_derivative(x):
    s = sigmoid(x)
    return 2 * s - 1, s * (1 - s)
