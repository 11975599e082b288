# expected: 70
# mistake: mean not folded in
# %% fold-solution
def fold(W, b, mean, deviation):
    factor = np.where(deviation == 0, 0, 1 / np.where(deviation == 0, 1, deviation))
    return factor[:, None] * W, b
