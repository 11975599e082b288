# expected: 86
# mistake: repeated words overwritten
# %% embedding-solution
def embedding_gradient(gradient, indices, words):
    result = np.zeros((words, gradient.shape[-1]))
    result[indices] += gradient
    return result


def embed(table, indices):
    return table[indices]
