# expected: 88.933
# mistake: last of equal pieces
# %% maxout-solution
def maxout_forward(X, W, b):
    pieces = X @ W + b[:, None, :]
    winners = np.zeros(pieces.shape[1:], dtype=int)
    for p in range(len(W)):
        winners[pieces[p] >= pieces.max(axis=0)] = p
    return pieces.max(axis=0), winners
