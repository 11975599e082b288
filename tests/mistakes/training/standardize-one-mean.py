# expected: 72.167
# mistake: one mean for all features
# %% standardize-solution
def standardize(train, other):
    return (train - train.mean()) / train.std(), (other - train.mean()) / train.std()
