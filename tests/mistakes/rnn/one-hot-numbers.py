# expected: 87.75
# mistake: number for 1
# %% one-hot-solution
def one_hot(indices, words):
    return (indices[..., None] == np.arange(words)) * indices[..., None]
