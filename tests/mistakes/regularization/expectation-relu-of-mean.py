# expected: 86.923
# mistake: ReLU of the mean
# %% expectation-solution
def dropout_expectation(w, x, rate):
    mean = (1 - rate) * np.dot(w, x)
    return mean, np.maximum(0, mean)
