# expected: 86.4
# mistake: squared for absolute
# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.mean(differences**2), np.sign(differences) / len(differences)
