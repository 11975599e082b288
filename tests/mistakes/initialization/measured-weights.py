# expected: 80
# mistake: size of the weights
# %% measured-solution
def unit_variance(weights, X):
    return [matrix / np.std(matrix) for matrix in weights]
