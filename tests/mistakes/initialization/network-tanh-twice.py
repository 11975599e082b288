# expected: 85.875
# mistake: tanh applied twice
# %% network-solution
def loss_and_gradient(W1, w2, X, t):
    hidden = np.tanh(X @ W1)
    differences = hidden @ w2 - t
    errors = 2 * differences / len(t)
    slope = 1 - np.tanh(hidden) ** 2
    return np.mean(differences**2), X.T @ (np.outer(errors, w2) * slope)
