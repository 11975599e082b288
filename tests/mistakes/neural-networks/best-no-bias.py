# expected: 82
# mistake: no bias
# %% best-solution
def best_linear_model(X, t):
    return np.linalg.lstsq(X, t, rcond=None)[0], 0.0
