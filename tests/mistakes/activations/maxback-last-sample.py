# expected: 83.455
# mistake: last sample only
# %% maxback-solution
def maxout_backward(X, W, winners, upstream):
    by_X, by_W, by_b = np.zeros(X.shape), np.zeros(W.shape), np.zeros((len(W), W.shape[2]))
    for i, j in np.ndindex(winners.shape):
        by_X[i] += upstream[i, j] * W[winners[i, j], :, j]
        by_W[winners[i, j], :, j] = upstream[i, j] * X[i]
        by_b[winners[i, j], j] = upstream[i, j]
    return by_X, by_W, by_b
