# expected: 82
# mistake: mean square for variance
# %% measured-solution
def unit_variance(weights, X):
    scaled, signal = [], X
    for matrix in weights:
        scaled.append(matrix / np.sqrt(np.mean((signal @ matrix) ** 2)))
        signal = np.tanh(signal @ scaled[-1])
    return scaled
