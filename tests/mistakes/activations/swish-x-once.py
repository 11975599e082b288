# expected: 87.652
# mistake: x for its square
# %% swish-solution
def swish_and_derivatives(x, beta=1.0):
    gate = sigmoid(beta * x)
    slope = gate * (1 - gate)
    return x * gate, gate + beta * x * slope, x * slope
