# expected: 87.714
# mistake: maximum of the whole batch
# %% softmax-solution
def softmax(scores):
    exponentials = np.exp(scores - np.max(scores))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
