# expected: 87.5
# mistake: only the stride of the layer below
# %% receptive-solution
def receptive_field(layers):
    size, distance = 1, 1
    for kernel, stride in layers:
        size += (kernel - 1) * distance
        distance = stride
    return size
