# expected: 83.143
# mistake: mean target as bias
# %% best-solution
def best_linear_model(X, t):
    return np.linalg.lstsq(X, t - t.mean(), rcond=None)[0], t.mean()
