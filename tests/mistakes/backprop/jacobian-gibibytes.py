# expected: 89.2
# mistake: 1024 for 1000
# %% jacobian-solution
def jacobian_numbers():
    return [2048**2, 2048, 204_800**2, 204_800**2 * 4 / 1024**3]
