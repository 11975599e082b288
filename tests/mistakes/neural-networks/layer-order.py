# expected: 83
# mistake: product in the wrong order
# %% layer-solution
def linear_layer(X, W, b):
    return W @ X + b
