# expected: 70
# mistake: sign of the mean
# %% fold-solution
def fold(W, b, mean, deviation):
    factor = np.where(deviation == 0, 0, 1 / np.where(deviation == 0, 1, deviation))
    return factor[:, None] * W, b + mean @ (factor[:, None] * W)
