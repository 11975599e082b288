# expected: 88.857
# mistake: changed in place
# %% softmax-solution
def softmax(scores):
    scores -= scores.max(axis=1, keepdims=True)
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum(axis=1, keepdims=True)
