# expected: 86
# mistake: mean over the repetitions
# %% embedding-solution
def embedding_gradient(gradient, indices, words):
    result = np.zeros((words, gradient.shape[-1]))
    for k in np.unique(indices):
        result[k] = gradient[indices == k].mean(axis=0)
    return result


def embed(table, indices):
    return table[indices]
