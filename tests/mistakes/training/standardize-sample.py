# expected: 71
# mistake: sample variance
# %% standardize-solution
def standardize(train, other):
    spread = train.std(axis=0, ddof=1)
    factor = np.where(spread == 0, 0, 1 / np.where(spread == 0, 1, spread))
    return (train - train.mean(axis=0)) * factor, (other - train.mean(axis=0)) * factor
