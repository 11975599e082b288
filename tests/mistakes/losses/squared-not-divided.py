# expected: 86.4
# mistake: gradient not divided by N
# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.mean(differences**2), 2 * differences
