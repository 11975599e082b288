# expected: 87
# mistake: sum for mean
# %% global-solution
def global_pools(x):
    return x.sum(axis=(2, 3)), x.max(axis=(2, 3))
