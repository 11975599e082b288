# expected: 84
# mistake: signal of the old weights
# %% measured-solution
def unit_variance(weights, X):
    scaled, signal = [], X
    for matrix in weights:
        sums = signal @ matrix
        scaled.append(matrix / sums.std())
        signal = np.tanh(sums)
    return scaled
