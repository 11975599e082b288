# expected: 88.8
# mistake: slope -1 where the difference is 0
# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    differences = predictions - targets
    slopes = np.where(differences > 0, 1, -1)
    return np.mean(np.abs(differences)), slopes / len(differences)
