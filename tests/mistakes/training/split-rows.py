# expected: 70.286
# mistake: rows split, not groups
# %% split-solution
def split_by_group(groups, fraction, generator):
    order = generator.permutation(len(groups))
    count = round(fraction * len(groups))
    return np.sort(order[:-count]), np.sort(order[-count:])
