# expected: 86
# mistake: columns for rows
# %% embedding-solution
def embed(table, indices):
    return table.T[indices]


def embedding_gradient(gradient, indices, words):
    result = np.zeros((words, gradient.shape[-1]))
    np.add.at(result, indices, gradient)
    return result
