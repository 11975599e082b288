# expected: 86.4
# mistake: factor 2 missing
# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.mean(differences**2), differences / len(differences)
