# expected: 86.923
# mistake: ReLU of each product
# %% expectation-solution
def dropout_expectation(w, x, rate):
    return (1 - rate) * np.dot(w, x), (1 - rate) * np.sum(np.maximum(0, w * x))
