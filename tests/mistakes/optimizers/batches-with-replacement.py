# expected: 88.769
# mistake: samples drawn with replacement
# %% batches-solution
def minibatches(samples, size, generator):
    order = generator.integers(0, samples, samples)
    return [order[start : start + size] for start in range(0, samples, size)]
