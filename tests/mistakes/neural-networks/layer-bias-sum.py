# expected: 85.625
# mistake: biases added up
# %% layer-solution
def linear_layer(X, W, b):
    return X @ W + b.sum()
