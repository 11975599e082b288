# expected: 86
# mistake: candidate forgotten
# %% parameters-solution
def gated_parameters(inputs, size):
    one = (inputs + size + 1) * size
    return 2 * one, 3 * one + 3 * size
