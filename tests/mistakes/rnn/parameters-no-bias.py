# expected: 86
# mistake: biases forgotten
# %% parameters-solution
def gated_parameters(inputs, size):
    return 3 * (inputs + size) * size, 4 * (inputs + size) * size + 3 * size
