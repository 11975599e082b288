# expected: 75.714
# mistake: division by 0
# %% fold-solution
def fold(W, b, mean, deviation):
    W_new = W / deviation[:, None]
    return W_new, b - mean @ W_new
