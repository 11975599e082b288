# expected: 85.714
# mistake: sign
# %% logistic-solution
def logistic_loss_and_gradients(X, y, w, b):
    z = X @ w + b
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    delta = (y - 0.5 * (1 + np.tanh(z / 2))) / len(y)
    return losses.mean(), X.T @ delta, delta.sum()
