# expected: 70.556
# mistake: absolute value kept; sign lost
# %% sigmoid-solution
def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x)))
