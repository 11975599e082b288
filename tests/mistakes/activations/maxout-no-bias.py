# expected: 84.667
# mistake: bias forgotten; winners without the bias
# %% maxout-solution
def maxout_forward(X, W, b):
    pieces = X @ W
    return pieces.max(axis=0), pieces.argmax(axis=0)
