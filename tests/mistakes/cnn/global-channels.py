# expected: 87
# mistake: channels mixed
# %% global-solution
def global_pools(x):
    return x.mean(axis=(1, 2, 3)), x.max(axis=(1, 2, 3))
