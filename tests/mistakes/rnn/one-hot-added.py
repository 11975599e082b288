# expected: 87
# mistake: positions added up
# %% one-hot-solution
def one_hot(indices, words):
    return np.eye(words)[indices].sum(axis=-2)
