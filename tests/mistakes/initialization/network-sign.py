# expected: 84.5
# mistake: sign
# %% network-solution
def loss_and_gradient(W1, w2, X, t):
    hidden = np.tanh(X @ W1)
    differences = t - hidden @ w2
    errors = 2 * differences / len(t)
    return np.mean(differences**2), X.T @ (np.outer(errors, w2) * (1 - hidden**2))
