# expected: 81.818
# mistake: sum for mean
# %% svm-solution
def svm_step(w, b, X, y, learning_rate, decay):
    pull = np.where(y * (X @ w + b) < 1, y, 0)
    return w - learning_rate * (decay * w - pull @ X), b + learning_rate * pull.sum()
