# expected: 83.812
# mistake: bias priced
# %% ridge-solution
def ridge(w, b, X, t, strength):
    differences = X @ w + b - t
    loss = np.mean(differences**2) + strength * (np.sum(w**2) + b**2)
    gradient = 2 * X.T @ differences / len(t) + 2 * strength * w
    return loss, gradient, 2 * np.mean(differences) + 2 * strength * b
