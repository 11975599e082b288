# expected: 87
# mistake: division by 0
# %% standardize-solution
def standardize(X, X_train):
    return (X - X_train.mean(axis=0)) / X_train.std(axis=0)
