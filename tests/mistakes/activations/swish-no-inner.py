# expected: 88.043
# mistake: inner derivative missing
# %% swish-solution
def swish_and_derivatives(x, beta=1.0):
    gate = sigmoid(beta * x)
    slope = gate * (1 - gate)
    return x * gate, gate + x * slope, x**2 * slope
