# expected: 86.875
# mistake: strides ignored
# %% receptive-solution
def receptive_field(layers):
    size = 1
    for kernel, stride in layers:
        size += kernel - 1
    return size
