# expected: 82
# mistake: sample for population variance
# %% standardize-solution
def standardize(X, X_train):
    std = X_train.std(axis=0, ddof=1)
    return (X - X_train.mean(axis=0)) / np.where(std == 0, 1, std)
