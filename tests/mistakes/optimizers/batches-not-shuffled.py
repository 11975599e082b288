# expected: 87.538
# mistake: not shuffled; the same order in every epoch
# %% batches-solution
def minibatches(samples, size, generator):
    order = np.arange(samples)
    return [order[start : start + size] for start in range(0, samples, size)]
