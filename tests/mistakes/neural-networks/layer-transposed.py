# expected: 83
# mistake: weights transposed
# %% layer-solution
def linear_layer(X, W, b):
    return X @ W.T + b
