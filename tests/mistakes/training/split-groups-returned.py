# expected: 70.286
# mistake: groups for rows
# %% split-solution
def split_by_group(groups, fraction, generator):
    shuffled = generator.permutation(np.unique(groups))
    count = round(fraction * len(shuffled))
    return np.sort(shuffled[:-count]), np.sort(shuffled[-count:])
