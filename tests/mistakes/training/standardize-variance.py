# expected: 72.167
# mistake: variance for the standard deviation
# %% standardize-solution
def standardize(train, other):
    spread = train.var(axis=0)
    factor = np.where(spread == 0, 0, 1 / np.where(spread == 0, 1, spread))
    return (train - train.mean(axis=0)) * factor, (other - train.mean(axis=0)) * factor
