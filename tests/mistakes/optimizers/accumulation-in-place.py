# expected: 89.143
# mistake: changed in place
# %% accumulation-solution
def accumulated_gradient(gradients, sizes):
    total = gradients[0]
    total *= sizes[0]
    for size, gradient in zip(sizes[1:], gradients[1:]):
        total += size * gradient
    return total / sum(sizes)
