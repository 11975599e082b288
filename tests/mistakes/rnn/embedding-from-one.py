# expected: 86
# mistake: counted from 1
# %% embedding-solution
def embed(table, indices):
    return table[indices - 1]


def embedding_gradient(gradient, indices, words):
    result = np.zeros((words, gradient.shape[-1]))
    np.add.at(result, indices, gradient)
    return result
