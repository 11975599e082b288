# expected: 83
# mistake: transposed
# %% layer-solution
def linear_layer(X, W, b):
    return W.T @ X.T + b[:, None]
