# expected: 83.143
# mistake: features not shifted back
# %% best-solution
def best_linear_model(X, t):
    return np.linalg.lstsq(X - X.mean(axis=0), t - t.mean(), rcond=None)[0], t.mean()
