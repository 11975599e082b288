# expected: 75.667
# mistake: division by 0
# %% standardize-solution
def standardize(train, other):
    mean, spread = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / spread, (other - mean) / spread
