# expected: 69
# mistake: not shuffled
# %% split-solution
def split_by_group(groups, fraction, generator):
    names = np.unique(groups)
    chosen = np.isin(groups, names[-round(fraction * len(names)) :])
    return np.flatnonzero(~chosen), np.flatnonzero(chosen)
