# expected: 75.714
# mistake: constant feature kept
# %% fold-solution
def fold(W, b, mean, deviation):
    W_new = W / np.where(deviation == 0, 1, deviation)[:, None]
    return W_new, b - mean @ W_new
