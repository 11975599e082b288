# expected: 87.143
# mistake: units above 0 counted
# %% regions-solution
def count_regions(signs):
    return len(np.unique(signs.sum(axis=1)))
