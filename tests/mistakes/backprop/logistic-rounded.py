# expected: 89.429
# mistake: sigmoid rounded to 0 or 1
# %% logistic-solution
def logistic_loss_and_gradients(X, y, w, b):
    p = 0.5 * (1 + np.tanh((X @ w + b) / 2))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return loss, X.T @ (p - y) / len(y), (p - y).mean()
