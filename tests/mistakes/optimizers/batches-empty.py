# expected: 88.154
# mistake: empty batch at the end
# %% batches-solution
def minibatches(samples, size, generator):
    order = generator.permutation(samples)
    return [order[k * size : (k + 1) * size] for k in range(samples // size + 1)]
