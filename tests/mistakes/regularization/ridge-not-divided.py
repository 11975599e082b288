# expected: 84.938
# mistake: gradient not divided by N
# %% ridge-solution
def ridge(w, b, X, t, strength):
    differences = X @ w + b - t
    loss = np.mean(differences**2) + strength * np.sum(w**2)
    return loss, 2 * X.T @ differences + 2 * strength * w, 2 * np.sum(differences)
