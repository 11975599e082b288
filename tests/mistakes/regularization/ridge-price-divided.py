# expected: 85.5
# mistake: price divided by N
# %% ridge-solution
def ridge(w, b, X, t, strength):
    differences = X @ w + b - t
    loss = (np.sum(differences**2) + strength * np.sum(w**2)) / len(t)
    gradient = (2 * X.T @ differences + 2 * strength * w) / len(t)
    return loss, gradient, 2 * np.mean(differences)
