# expected: 88.125
# mistake: padding on one side only
# %% output-size-solution
def output_size(length, kernel, stride=1, padding=0):
    return (length + padding - kernel) // stride + 1
