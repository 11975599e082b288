# expected: 86
# mistake: averaged too early
# %% embedding-solution
def embed(table, indices):
    return table[indices].mean(axis=1)


def embedding_gradient(gradient, indices, words):
    result = np.zeros((words, gradient.shape[-1]))
    np.add.at(result, indices, gradient)
    return result
