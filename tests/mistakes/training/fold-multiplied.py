# expected: 70
# mistake: multiplied by the deviation
# %% fold-solution
def fold(W, b, mean, deviation):
    W_new = deviation[:, None] * W
    return W_new, b - mean @ W_new
