# expected: 86.8
# mistake: mean over the samples
# %% embedding-solution
def embedding_gradient(gradient, indices, words):
    result = np.zeros((words, gradient.shape[-1]))
    np.add.at(result, indices, gradient)
    return result / len(indices)


def embed(table, indices):
    return table[indices]
