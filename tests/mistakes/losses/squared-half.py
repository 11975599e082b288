# expected: 85.2
# mistake: factor 1/2; factor 2 missing
# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.mean(differences**2) / 2, differences / len(differences)
