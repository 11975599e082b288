# expected: 89.2
# mistake: 8 bytes an entry
# %% jacobian-solution
def jacobian_numbers():
    return [2048**2, 2048, 204_800**2, 204_800**2 * 8 / 1e9]
