# expected: 68.539
# mistake: exponential overflows; gate turned round; sign; sign of the exponent
# %% sigmoid-solution
def sigmoid(x):
    return 1 / (1 + np.exp(x))
