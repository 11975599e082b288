# expected: 80.6
# mistake: approximation for the exact value; derivative of the approximation
# %% gelu-solution
def gelu_and_derivative(x):
    gate = sigmoid(1.702 * x)
    return x * gate, gate + 1.702 * x * gate * (1 - gate)
