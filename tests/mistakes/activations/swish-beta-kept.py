# expected: 88.286
# mistake: beta multiplied in
# %% swish-solution
def swish_and_derivatives(x, beta=1.0):
    gate = sigmoid(beta * x)
    slope = gate * (1 - gate)
    return x * gate, gate + beta * x * slope, beta * x**2 * slope
