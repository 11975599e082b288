# expected: 85.636
# mistake: one bias for all pieces
# %% maxback-solution
def maxout_backward(X, W, winners, upstream):
    arriving = (winners == np.arange(len(W))[:, None, None]) * upstream
    by_X = np.einsum("kim,kjm->ij", arriving, W)
    return by_X, X.T @ arriving, upstream.sum(axis=0)
