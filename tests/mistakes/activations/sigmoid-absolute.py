# expected: 70.695
# mistake: absolute value kept; sign lost
# %% sigmoid-solution
def sigmoid(x):
    return 1 / (1 + np.exp(-np.abs(x)))
