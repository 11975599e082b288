# expected: 84.857
# mistake: not divided by the number of samples
# %% accumulation-solution
def accumulated_gradient(gradients, sizes):
    return sum(size * gradient for size, gradient in zip(sizes, gradients))
