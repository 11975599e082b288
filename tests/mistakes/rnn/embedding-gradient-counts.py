# expected: 86
# mistake: counts for gradients
# %% embedding-solution
def embedding_gradient(gradient, indices, words):
    result = np.zeros((words, gradient.shape[-1]))
    np.add.at(result, indices, 1)
    return result


def embed(table, indices):
    return table[indices]
