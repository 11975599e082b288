# expected: 87
# mistake: counted from 1; zeros and ones exchanged
# %% one-hot-solution
def one_hot(indices, words):
    return (indices[..., None] == np.arange(1, words + 1)).astype(float)
