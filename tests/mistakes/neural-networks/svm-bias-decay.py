# expected: 87.545
# mistake: decay of the bias
# %% svm-solution
def svm_step(w, b, X, y, learning_rate, decay):
    pull = np.where(y * (X @ w + b) < 1, y, 0) / len(y)
    return w - learning_rate * (decay * w - pull @ X), b - learning_rate * (decay * b - pull.sum())
