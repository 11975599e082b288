# expected: 83.812
# mistake: activation missing
# %% network-solution
def loss_and_gradient(W1, w2, X, t):
    differences = X @ W1 @ w2 - t
    return np.mean(differences**2), X.T @ np.outer(2 * differences / len(t), w2)
