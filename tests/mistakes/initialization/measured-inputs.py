# expected: 82
# mistake: input for signal
# %% measured-solution
def unit_variance(weights, X):
    return [matrix / np.std(X @ matrix) for matrix in weights]
