# expected: 87
# mistake: gap of Swish with beta 1
# %% numbers-solution
def gate_numbers():
    x = np.linspace(-8, 8, 160_001)
    gap = np.abs(gelu_and_derivative(x)[0] - x * sigmoid(x)).max()
    swish = x * sigmoid(x)
    return [gap, swish.min(), x[swish.argmin()]]
