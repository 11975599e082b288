# expected: 82
# mistake: largest unit of a piece
# %% maxout-solution
def maxout_forward(X, W, b):
    pieces = X @ W + b[:, None, :]
    return pieces.max(axis=-1), pieces.argmax(axis=-1)
