# expected: 71
# mistake: measured on all data
# %% standardize-solution
def standardize(train, other):
    both = np.concatenate([train, other])
    spread = both.std(axis=0)
    spread = np.where(spread == 0, 1, spread)
    return (train - both.mean(axis=0)) / spread, (other - both.mean(axis=0)) / spread
