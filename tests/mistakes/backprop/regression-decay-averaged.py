# expected: 88.588
# mistake: decay divided by N
# %% regression-solution
def regression_loss_and_gradients(X, t, w, b, decay):
    errors = X @ w + b - t
    loss = (np.sum(errors**2) + decay * (w**2).sum()) / len(t)
    return loss, (2 * X.T @ errors + 2 * decay * w) / len(t), 2 * errors.mean()
