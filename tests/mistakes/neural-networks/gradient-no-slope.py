# expected: 83.654
# mistake: ReLU's slope forgotten
# %% gradient-solution
def network_loss_and_gradients(X, t, W1, b1, w2, b2):
    H = np.maximum(0, X @ W1 + b1)
    errors = H @ w2 + b2 - t
    delta = 2 * errors / len(t)
    G = np.outer(delta, w2)
    return np.mean(errors**2), X.T @ G, G.sum(axis=0), H.T @ delta, delta.sum()
