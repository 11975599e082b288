# expected: 88.444
# mistake: no maximum subtraction
# %% vjp-solution
def softmax_backward(scores, v):
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return p * (v - (v * p).sum(axis=1, keepdims=True))
