# expected: 88.043
# mistake: beta multiplied in; derivative by x
# %% swish-solution
def swish_and_derivatives(x, beta=1.0):
    gate = sigmoid(beta * x)
    slope = gate * (1 - gate)
    return x * gate, gate + beta * x * slope, beta * x**2 * slope
