# expected: 85.714
# mistake: points counted
# %% regions-solution
def count_regions(signs):
    return len(signs)
