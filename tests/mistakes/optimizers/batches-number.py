# expected: 86.308
# mistake: batches of equal length; size for number
# %% batches-solution
def minibatches(samples, size, generator):
    return np.array_split(generator.permutation(samples), size)
