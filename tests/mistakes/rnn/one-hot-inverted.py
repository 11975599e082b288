# expected: 87
# mistake: zeros and ones exchanged
# %% one-hot-solution
def one_hot(indices, words):
    return (indices[..., None] != np.arange(words)).astype(float)
