# expected: 69
# mistake: parts exchanged
# %% split-solution
def split_by_group(groups, fraction, generator):
    shuffled = generator.permutation(np.unique(groups))
    chosen = np.isin(groups, shuffled[-round(fraction * len(shuffled)) :])
    return np.flatnonzero(chosen), np.flatnonzero(~chosen)
