# expected: 86.231
# mistake: signs after the fold
# %% fold-solution
def fold(X, times):
    signs = []
    for _ in range(times):
        X = 2 * np.abs(X) - 1
        signs.append(X > 0)
    return np.concatenate(signs, axis=1), X
