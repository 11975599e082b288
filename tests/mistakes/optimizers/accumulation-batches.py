# expected: 84
# mistake: divided by the number of batches; not divided by the number of samples
# %% accumulation-solution
def accumulated_gradient(gradients, sizes):
    return sum(s * g for s, g in zip(sizes, gradients)) / len(sizes)
