# expected: 82
# mistake: logarithm of softmax
# %% softmax-solution
def softmax(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
