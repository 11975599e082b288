# expected: 83.455
# mistake: mean for sum
# %% maxback-solution
def maxout_backward(X, W, winners, upstream):
    arriving = (winners == np.arange(len(W))[:, None, None]) * upstream
    by_X = np.einsum("kim,kjm->ij", arriving, W)
    return by_X, X.T @ arriving / len(X), arriving.mean(axis=1)
