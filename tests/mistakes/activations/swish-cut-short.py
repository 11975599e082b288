# expected: 87.652
# mistake: product rule cut short
# %% swish-solution
def swish_and_derivatives(x, beta=1.0):
    gate = sigmoid(beta * x)
    return x * gate, gate, x**2 * gate * (1 - gate)
