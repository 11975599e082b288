# expected: 87.857
# mistake: columns for rows
# %% regions-solution
def count_regions(signs):
    return np.unique(signs, axis=1).shape[1]
