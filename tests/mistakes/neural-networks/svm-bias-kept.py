# expected: 85.091
# mistake: bias not updated
# %% svm-solution
def svm_step(w, b, X, y, learning_rate, decay):
    pull = np.where(y * (X @ w + b) < 1, y, 0) / len(y)
    return w - learning_rate * (decay * w - pull @ X), b
