# expected: 87.143
# mistake: changes counted
# %% regions-solution
def count_regions(signs):
    return 1 + sum(bool((a != b).any()) for a, b in zip(signs, signs[1:]))
