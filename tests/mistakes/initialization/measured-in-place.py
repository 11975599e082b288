# expected: 88
# mistake: changed in place
# %% measured-solution
def unit_variance(weights, X):
    signal = X
    for matrix in weights:
        matrix /= np.std(signal @ matrix)
        signal = np.tanh(signal @ matrix)
    return weights
