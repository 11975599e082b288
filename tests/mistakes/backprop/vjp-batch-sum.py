# expected: 84.556
# mistake: sum over the whole batch
# %% vjp-solution
def softmax_backward(scores, v):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = exponentials / exponentials.sum(axis=1, keepdims=True)
    return p * (v - (v * p).sum())
