# expected: 84.5
# mistake: outgoing weights missing
# %% network-solution
def loss_and_gradient(W1, w2, X, t):
    hidden = np.tanh(X @ W1)
    differences = hidden @ w2 - t
    errors = 2 * differences / len(t)
    return np.mean(differences**2), X.T @ (errors[:, None] * (1 - hidden**2))
