# expected: 84
# mistake: measured on the wrong data
# %% standardize-solution
def standardize(X, X_train):
    std = X.std(axis=0)
    return (X - X_train.mean(axis=0)) / np.where(std == 0, 1, std)
