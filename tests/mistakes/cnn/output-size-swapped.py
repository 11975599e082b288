# expected: 85.625
# mistake: + 1 forgotten; stride and padding swapped
# %% output-size-solution
def output_size(length, kernel, padding=1, stride=0):
    return (length + 2 * padding - kernel) // stride + 1 if stride else 0
