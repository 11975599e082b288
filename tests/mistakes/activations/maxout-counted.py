# expected: 85.733
# mistake: counted from 1
# %% maxout-solution
def maxout_forward(X, W, b):
    pieces = X @ W + b[:, None, :]
    return pieces.max(axis=0), 1 + pieces.argmax(axis=0)
