# expected: 82.696
# mistake: beta ignored; gap of Swish with beta 1
# %% swish-solution
def swish_and_derivatives(x, beta=1.0):
    gate = sigmoid(x)
    slope = gate * (1 - gate)
    return x * gate, gate + x * slope, x**2 * slope
