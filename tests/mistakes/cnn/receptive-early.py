# expected: 86.25
# mistake: own stride too early
# %% receptive-solution
def receptive_field(layers):
    size, distance = 1, 1
    for kernel, stride in layers:
        distance *= stride
        size += (kernel - 1) * distance
    return size
