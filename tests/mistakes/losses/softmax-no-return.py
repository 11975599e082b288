# expected: 82
# mistake: none
# %% softmax-solution
def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    exponentials / exponentials.sum(axis=1, keepdims=True)
