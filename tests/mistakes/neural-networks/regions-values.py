# expected: 86.429
# mistake: single values counted
# %% regions-solution
def count_regions(signs):
    return len(np.unique(signs))
