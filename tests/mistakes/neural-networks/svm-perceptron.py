# expected: 88.364
# mistake: margin dropped
# %% svm-solution
def svm_step(w, b, X, y, learning_rate, decay):
    pull = np.where(y * (X @ w + b) <= 0, y, 0) / len(y)
    return w - learning_rate * (decay * w - pull @ X), b + learning_rate * pull.sum()
