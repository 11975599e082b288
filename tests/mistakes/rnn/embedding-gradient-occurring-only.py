# expected: 89.2
# mistake: none
# %% embedding-solution
def embedding_gradient(gradient, indices, words):
    result = np.zeros((indices.max() + 1, gradient.shape[-1]))
    np.add.at(result, indices, gradient)
    return result


def embed(table, indices):
    return table[indices]
