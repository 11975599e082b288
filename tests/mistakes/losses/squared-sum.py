# expected: 86.4
# mistake: sum for mean
# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.sum(differences**2), 2 * differences / len(differences)
