# expected: 86.625
# mistake: factor 2 missing in the price
# %% ridge-solution
def ridge(w, b, X, t, strength):
    differences = X @ w + b - t
    loss = np.mean(differences**2) + strength * np.sum(w**2)
    return loss, 2 * X.T @ differences / len(t) + strength * w, 2 * np.mean(differences)
