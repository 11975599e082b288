# expected: 87
# mistake: axes exchanged
# %% one-hot-solution
def one_hot(indices, words):
    return (np.arange(words).reshape(-1, *[1] * indices.ndim) == indices).astype(float)
