# expected: 84.857
# mistake: divided by the number of batches
# %% accumulation-solution
def accumulated_gradient(gradients, sizes):
    return sum(s * g for s, g in zip(sizes, gradients)) / len(sizes)
