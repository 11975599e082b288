# expected: 69
# mistake: first groups for the last; rows shuffled for groups
# %% split-solution
def split_by_group(groups, fraction, generator):
    shuffled = np.random.default_rng(99).permutation(np.unique(groups))
    chosen = np.isin(groups, shuffled[-round(fraction * len(shuffled)) :])
    return np.flatnonzero(~chosen), np.flatnonzero(chosen)
