# expected: 82.397
# mistake: exponential overflows; infinity divided by infinity
# %% sigmoid-solution
def sigmoid(x):
    return np.exp(x) / (1 + np.exp(x))
