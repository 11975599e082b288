# expected: 87.176
# mistake: decay of the bias
# %% regression-solution
def regression_loss_and_gradients(X, t, w, b, decay):
    errors = X @ w + b - t
    loss = np.mean(errors**2) + decay * ((w**2).sum() + b**2)
    return loss, 2 * X.T @ errors / len(t) + 2 * decay * w, 2 * errors.mean() + 2 * decay * b
