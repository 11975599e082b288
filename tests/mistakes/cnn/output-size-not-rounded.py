# expected: 88.125
# mistake: not rounded
# %% output-size-solution
def output_size(length, kernel, stride=1, padding=0):
    return (length + 2 * padding - kernel) / stride + 1
