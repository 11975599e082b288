# expected: 86.8
# mistake: side for entries
# %% jacobian-solution
def jacobian_numbers():
    return [2048, 2048, 204_800, 204_800 * 4 / 1e9]
