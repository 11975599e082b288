# expected: 82
# mistake: bias and weight exchanged
# %% best-solution
def best_linear_model(X, t):
    ones = np.ones((len(X), 1))
    solved = np.linalg.lstsq(np.hstack([ones, X]), t, rcond=None)[0]
    return solved[:-1], solved[-1]
