# expected: 85
# mistake: k for k - 1
# %% receptive-solution
def receptive_field(layers):
    size, distance = 1, 1
    for kernel, stride in layers:
        size += kernel * distance
        distance *= stride
    return size
