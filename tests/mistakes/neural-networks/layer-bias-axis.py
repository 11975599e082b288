# expected: 84.75
# mistake: bias along the wrong axis
# %% layer-solution
def linear_layer(X, W, b):
    return X @ W + b.reshape(-1, 1)
