# expected: 82
# mistake: variance for standard deviation
# %% standardize-solution
def standardize(X, X_train):
    variance = X_train.var(axis=0)
    return (X - X_train.mean(axis=0)) / np.where(variance == 0, 1, variance)
