# expected: 89.182
# mistake: changed in place
# %% svm-solution
def svm_step(w, b, X, y, learning_rate, decay):
    pull = np.where(y * (X @ w + b) < 1, y, 0) / len(y)
    w -= (learning_rate * (decay * w - pull @ X)).astype(w.dtype)
    return w, b + learning_rate * pull.sum()
