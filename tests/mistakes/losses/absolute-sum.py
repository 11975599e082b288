# expected: 86.4
# mistake: sum for mean
# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.sum(np.abs(differences)), np.sign(differences) / len(differences)
