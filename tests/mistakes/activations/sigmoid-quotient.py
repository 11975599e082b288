# expected: 82.746
# mistake: exponential overflows; infinity divided by infinity
# %% sigmoid-solution
def sigmoid(x):
    return np.exp(x) / (1 + np.exp(x))
