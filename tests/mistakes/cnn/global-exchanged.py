# expected: 87
# mistake: results exchanged
# %% global-solution
def global_pools(x):
    return x.max(axis=(2, 3)), x.mean(axis=(2, 3))
