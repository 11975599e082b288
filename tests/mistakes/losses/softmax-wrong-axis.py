# expected: 82
# mistake: softmax over the wrong axis
# %% softmax-solution
def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=0, keepdims=True)
