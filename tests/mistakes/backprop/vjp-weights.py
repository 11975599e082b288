# expected: 83
# mistake: weights missing in the sum
# %% vjp-solution
def softmax_backward(scores, v):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = exponentials / exponentials.sum(axis=1, keepdims=True)
    return p * (v - v.sum(axis=1, keepdims=True))
