# expected: 84
# mistake: not multiplied by the sizes
# %% accumulation-solution
def accumulated_gradient(gradients, sizes):
    return sum(gradients) / sum(sizes)
