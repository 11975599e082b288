# expected: 86.625
# mistake: price missing
# %% ridge-solution
def ridge(w, b, X, t, strength):
    differences = X @ w + b - t
    loss = np.mean(differences**2) + strength * np.sum(w**2)
    return loss, 2 * X.T @ differences / len(t), 2 * np.mean(differences)
