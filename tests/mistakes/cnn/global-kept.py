# expected: 87
# mistake: axes kept
# %% global-solution
def global_pools(x):
    return x.mean(axis=(2, 3), keepdims=True), x.max(axis=(2, 3), keepdims=True)
