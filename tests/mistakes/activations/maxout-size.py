# expected: 83.067
# mistake: largest in size
# %% maxout-solution
def maxout_forward(X, W, b):
    pieces = np.abs(X @ W + b[:, None, :])
    return pieces.max(axis=0), pieces.argmax(axis=0)
