# expected: 88
# mistake: the dip of GELU
# %% numbers-solution
def gate_numbers():
    x = np.linspace(-8, 8, 160_001)
    gelu = gelu_and_derivative(x)[0]
    return [np.abs(gelu - x * sigmoid(1.702 * x)).max(), gelu.min(), x[gelu.argmin()]]
