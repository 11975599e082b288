# expected: 83.067
# mistake: none
# %% maxout-solution
def maxout_forward(X, W, b):
    pieces = X @ W + b
    return pieces.max(axis=0), pieces.argmax(axis=0)
