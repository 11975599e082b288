# expected: 86
# mistake: first sentence only
# %% embedding-solution
def embed(table, indices):
    return np.array([table[k] for k in indices[0]])


def embedding_gradient(gradient, indices, words):
    result = np.zeros((words, gradient.shape[-1]))
    np.add.at(result, indices, gradient)
    return result
