# expected: 87.5
# mistake: stride ignored
# %% output-size-solution
def output_size(length, kernel, stride=1, padding=0):
    return length + 2 * padding - kernel + 1
