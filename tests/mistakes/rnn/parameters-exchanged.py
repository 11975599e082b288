# expected: 86
# mistake: exchanged
# %% parameters-solution
def gated_parameters(inputs, size):
    one = (inputs + size + 1) * size
    return 4 * one + 3 * size, 3 * one
