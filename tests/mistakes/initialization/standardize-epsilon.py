# expected: 83
# mistake: small number for a constant feature
# %% standardize-solution
def standardize(X, X_train):
    return (X - X_train.mean(axis=0)) / (X_train.std(axis=0) + 1e-8)
