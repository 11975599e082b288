# expected: 87
# mistake: counted from 1
# %% one-hot-solution
def one_hot(indices, words):
    return (indices[..., None] == np.arange(1, words + 1)).astype(float)
