# expected: 85
# mistake: started at 0
# %% receptive-solution
def receptive_field(layers):
    size, distance = 0, 1
    for kernel, stride in layers:
        size += (kernel - 1) * distance
        distance *= stride
    return size
