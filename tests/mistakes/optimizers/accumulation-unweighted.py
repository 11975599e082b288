# expected: 86.571
# mistake: sizes ignored
# %% accumulation-solution
def accumulated_gradient(gradients, sizes):
    return sum(gradients) / len(gradients)
