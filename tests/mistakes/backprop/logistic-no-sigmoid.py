# expected: 85.714
# mistake: sigmoid missing in the gradient
# %% logistic-solution
def logistic_loss_and_gradients(X, y, w, b):
    z = X @ w + b
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    delta = (z - y) / len(y)
    return losses.mean(), X.T @ delta, delta.sum()
