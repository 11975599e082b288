# expected: 89.286
# mistake: too many units for an integer
# %% regions-solution
def count_regions(signs):
    return len(np.unique(signs @ (1 << np.arange(signs.shape[1]))))
