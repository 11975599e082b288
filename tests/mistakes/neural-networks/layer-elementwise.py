# expected: 83
# mistake: element-wise product
# %% layer-solution
def linear_layer(X, W, b):
    return X * W + b
