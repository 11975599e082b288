# expected: 87.6
# mistake: a Jacobian for each sample
# %% jacobian-solution
def jacobian_numbers():
    return [2048**2, 2048, 100 * 2048**2, 100 * 2048**2 * 4 / 1e9]
