# expected: 84.077
# mistake: not scaled back
# %% fold-solution
def fold(X, times):
    signs = []
    for _ in range(times):
        signs.append(X > 0)
        X = np.abs(X) - 1
    return np.concatenate(signs, axis=1), X
