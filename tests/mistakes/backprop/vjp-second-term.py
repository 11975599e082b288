# expected: 83
# mistake: second term missing
# %% vjp-solution
def softmax_backward(scores, v):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return v * exponentials / exponentials.sum(axis=1, keepdims=True)
