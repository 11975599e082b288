# expected: 86
# mistake: peepholes forgotten
# %% parameters-solution
def gated_parameters(inputs, size):
    one = (inputs + size + 1) * size
    return 3 * one, 4 * one
