# expected: 88.444
# mistake: exponential overflows
# %% sigmoid-solution
def sigmoid(x):
    return 1 / (1 + np.exp(-x))
