# expected: 81
# mistake: subtracted after dividing
# %% standardize-solution
def standardize(X, X_train):
    std = X_train.std(axis=0)
    return X - X_train.mean(axis=0) / np.where(std == 0, 1, std)
