# expected: 86.4
# mistake: absolute value missing
# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.mean(differences), np.sign(differences) / len(differences)
