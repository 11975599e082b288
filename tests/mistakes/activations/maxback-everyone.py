# expected: 79.636
# mistake: all pieces get the gradient
# %% maxback-solution
def maxout_backward(X, W, winners, upstream):
    arriving = np.ones((len(W), 1, 1)) * upstream
    by_X = np.einsum("kim,kjm->ij", arriving, W)
    return by_X, X.T @ arriving, arriving.sum(axis=1)
