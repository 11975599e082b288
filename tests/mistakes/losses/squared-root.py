# expected: 86.4
# mistake: square root taken
# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.sqrt(np.mean(differences**2)), 2 * differences / len(differences)
