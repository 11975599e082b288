# expected: 84.857
# mistake: sum for mean
# %% accumulation-solution
def accumulated_gradient(gradients, sizes):
    return sum(gradients)
