# expected: 88.769
# mistake: the same order in every epoch
# %% batches-solution
def minibatches(samples, size, generator):
    order = np.random.default_rng(0).permutation(samples)
    return [order[start : start + size] for start in range(0, samples, size)]
