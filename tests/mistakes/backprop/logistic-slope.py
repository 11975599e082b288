# expected: 85.714
# mistake: sigmoid's slope multiplied in
# %% logistic-solution
def logistic_loss_and_gradients(X, y, w, b):
    z = X @ w + b
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = 0.5 * (1 + np.tanh(z / 2))
    delta = (p - y) * p * (1 - p) / len(y)
    return losses.mean(), X.T @ delta, delta.sum()
