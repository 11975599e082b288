# expected: 78
# mistake: upstream gradient left out
# %% maxback-solution
def maxout_backward(X, W, winners, upstream):
    arriving = (winners == np.arange(len(W))[:, None, None]).astype(float)
    by_X = np.einsum("kim,kjm->ij", arriving, W)
    return by_X, X.T @ arriving, arriving.sum(axis=1)
