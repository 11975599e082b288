# expected: 89.385
# mistake: generator ignored
# %% batches-solution
def minibatches(samples, size, generator):
    order = np.random.permutation(samples)
    return [order[start : start + size] for start in range(0, samples, size)]
