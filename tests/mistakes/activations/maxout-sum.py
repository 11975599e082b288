# expected: 86.267
# mistake: sum of the pieces
# %% maxout-solution
def maxout_forward(X, W, b):
    pieces = X @ W + b[:, None, :]
    return pieces.sum(axis=0), pieces.argmax(axis=0)
