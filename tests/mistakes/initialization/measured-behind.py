# expected: 80
# mistake: measured behind the activation
# %% measured-solution
def unit_variance(weights, X):
    scaled, signal = [], X
    for matrix in weights:
        scaled.append(matrix / np.std(np.tanh(signal @ matrix)))
        signal = np.tanh(signal @ scaled[-1])
    return scaled
