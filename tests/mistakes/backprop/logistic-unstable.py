# expected: 89.429
# mistake: exponential overflows
# %% logistic-solution
def logistic_loss_and_gradients(X, y, w, b):
    z = X @ w + b
    delta = (0.5 * (1 + np.tanh(z / 2)) - y) / len(y)
    return np.mean(np.log(1 + np.exp(z)) - y * z), X.T @ delta, delta.sum()
