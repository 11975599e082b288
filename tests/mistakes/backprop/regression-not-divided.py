# expected: 86.824
# mistake: gradient not divided by N
# %% regression-solution
def regression_loss_and_gradients(X, t, w, b, decay):
    errors = X @ w + b - t
    loss = np.mean(errors**2) + decay * (w**2).sum()
    return loss, 2 * X.T @ errors + 2 * decay * w, 2 * errors.sum()
