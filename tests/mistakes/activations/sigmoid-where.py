# expected: 88.444
# mistake: exponential overflows
# %% sigmoid-solution
def sigmoid(x):
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))
