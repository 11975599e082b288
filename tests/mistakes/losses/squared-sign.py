# expected: 86.4
# mistake: sign
# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    differences = targets - predictions
    return np.mean(differences**2), 2 * differences / len(differences)
