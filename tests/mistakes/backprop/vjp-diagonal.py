# expected: 83
# mistake: only the diagonal
# %% vjp-solution
def softmax_backward(scores, v):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = exponentials / exponentials.sum(axis=1, keepdims=True)
    return v * p * (1 - p)
