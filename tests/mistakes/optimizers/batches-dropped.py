# expected: 86.923
# mistake: last batch left out
# %% batches-solution
def minibatches(samples, size, generator):
    order = generator.permutation(samples)
    return [order[k * size : (k + 1) * size] for k in range(samples // size)]
