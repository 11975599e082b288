# expected: 81
# mistake: one number for all features
# %% standardize-solution
def standardize(X, X_train):
    return (X - X_train.mean()) / X_train.std()
