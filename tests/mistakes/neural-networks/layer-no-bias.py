# expected: 84.75
# mistake: bias forgotten
# %% layer-solution
def linear_layer(X, W, b):
    return X @ W
