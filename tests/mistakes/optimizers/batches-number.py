# expected: 86.308
# mistake: size for number
# %% batches-solution
def minibatches(samples, size, generator):
    return np.array_split(generator.permutation(samples), size)
