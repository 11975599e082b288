# expected: 82
# mistake: not normalised
# %% softmax-solution
def softmax(scores):
    return np.exp(scores - scores.max(axis=1, keepdims=True))
