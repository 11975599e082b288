# expected: 84
# mistake: activation missing
# %% measured-solution
def unit_variance(weights, X):
    scaled, signal = [], X
    for matrix in weights:
        scaled.append(matrix / np.std(signal @ matrix))
        signal = signal @ scaled[-1]
    return scaled
