# expected: 86.4
# mistake: sign
# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.mean(np.abs(differences)), -np.sign(differences) / len(differences)
