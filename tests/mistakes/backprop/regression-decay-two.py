# expected: 87.882
# mistake: factor 2 missing in the decay
# %% regression-solution
def regression_loss_and_gradients(X, t, w, b, decay):
    errors = X @ w + b - t
    loss = np.mean(errors**2) + decay * (w**2).sum()
    return loss, 2 * X.T @ errors / len(t) + decay * w, 2 * errors.mean()
