# expected: 88
# mistake: largest absolute value
# %% global-solution
def global_pools(x):
    return x.mean(axis=(2, 3)), np.abs(x).max(axis=(2, 3))
