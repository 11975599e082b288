# expected: 84.5
# mistake: factor 2 missing
# %% network-solution
def loss_and_gradient(W1, w2, X, t):
    hidden = np.tanh(X @ W1)
    differences = hidden @ w2 - t
    errors = differences / len(t)
    return np.mean(differences**2), X.T @ (np.outer(errors, w2) * (1 - hidden**2))
