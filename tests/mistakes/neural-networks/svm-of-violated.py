# expected: 81.818
# mistake: divided by the violated ones
# %% svm-solution
def svm_step(w, b, X, y, learning_rate, decay):
    violated = y * (X @ w + b) < 1
    pull = y[violated] / violated.sum()
    return w - learning_rate * (decay * w - pull @ X[violated]), b + learning_rate * pull.sum()
