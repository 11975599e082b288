# expected: 88.125
# mistake: rounded up
# %% output-size-solution
def output_size(length, kernel, stride=1, padding=0):
    return int(np.ceil((length + 2 * padding - kernel) / stride)) + 1
