# expected: 87.529
# mistake: decay forgotten
# %% regression-solution
def regression_loss_and_gradients(X, t, w, b, decay):
    errors = X @ w + b - t
    return np.mean(errors**2), 2 * X.T @ errors / len(t), 2 * errors.mean()
