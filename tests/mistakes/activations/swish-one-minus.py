# expected: 84.13
# mistake: (1 - s) missing
# %% swish-solution
def swish_and_derivatives(x, beta=1.0):
    gate = sigmoid(beta * x)
    return x * gate, gate + beta * x * gate, x**2 * gate
