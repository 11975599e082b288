# expected: 87.143
# mistake: all patterns that could be
# %% regions-solution
def count_regions(signs):
    return 2 ** signs.shape[1]
