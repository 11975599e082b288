# expected: 86.4
# mistake: difference for its sign
# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.mean(np.abs(differences)), differences / len(differences)
