# expected: 86.727
# mistake: decay forgotten
# %% svm-solution
def svm_step(w, b, X, y, learning_rate, decay):
    pull = np.where(y * (X @ w + b) < 1, y, 0) / len(y)
    return w + learning_rate * (pull @ X), b + learning_rate * pull.sum()
