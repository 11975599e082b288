# expected: 87
# mistake: constant feature set to 0
# %% standardize-solution
def standardize(X, X_train):
    std = X_train.std(axis=0)
    scaled = (X - X_train.mean(axis=0)) / np.where(std == 0, 1, std)
    scaled[:, std == 0] = 0
    return scaled
