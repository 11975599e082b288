# ruff: noqa
# expected: 86
# mistake: factor 1/2
# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.mean(differences**2) / 2, differences / len(differences)
