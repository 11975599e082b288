# expected: 88.769
# mistake: batches of equal length
# %% batches-solution
def minibatches(samples, size, generator):
    order = generator.permutation(samples)
    return np.array_split(order, int(np.ceil(samples / size)))
