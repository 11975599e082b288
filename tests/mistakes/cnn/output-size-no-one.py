# expected: 85
# mistake: + 1 forgotten
# %% output-size-solution
def output_size(length, kernel, stride=1, padding=0):
    return (length + 2 * padding - kernel) // stride
