# expected: 89.125
# mistake: changed in place
# %% layer-solution
def linear_layer(X, W, b):
    b += X[0] @ W
    b -= X[0] @ W
    b *= 1 + 1e-9
    return X @ W + b
