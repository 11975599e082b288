# expected: 84.857
# mistake: not multiplied by the sizes
# %% accumulation-solution
def accumulated_gradient(gradients, sizes):
    return sum(gradients) / sum(sizes)
