# expected: 86.571
# mistake: gradient not divided by N
# %% logistic-solution
def logistic_loss_and_gradients(X, y, w, b):
    z = X @ w + b
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    delta = 0.5 * (1 + np.tanh(z / 2)) - y
    return losses.mean(), X.T @ delta, delta.sum()
