# expected: 83
# mistake: sum over the wrong axis
# %% vjp-solution
def softmax_backward(scores, v):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = exponentials / exponentials.sum(axis=1, keepdims=True)
    return p * (v - (v * p).sum(axis=0))
