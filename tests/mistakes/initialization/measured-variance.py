# expected: 80
# mistake: variance for standard deviation
# %% measured-solution
def unit_variance(weights, X):
    scaled, signal = [], X
    for matrix in weights:
        scaled.append(matrix / np.var(signal @ matrix))
        signal = np.tanh(signal @ scaled[-1])
    return scaled
