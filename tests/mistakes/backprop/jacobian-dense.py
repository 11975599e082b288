# expected: 89.2
# mistake: all entries
# %% jacobian-solution
def jacobian_numbers():
    return [2048**2, 2048**2, 204_800**2, 204_800**2 * 4 / 1e9]
