# expected: 77.885
# mistake: factor 2 missing
# %% gradient-solution
def network_loss_and_gradients(X, t, W1, b1, w2, b2):
    Z = X @ W1 + b1
    H = np.maximum(0, Z)
    errors = H @ w2 + b2 - t
    delta = errors / len(t)
    G = np.outer(delta, w2) * (Z > 0)
    return np.mean(errors**2), X.T @ G, G.sum(axis=0), H.T @ delta, delta.sum()
