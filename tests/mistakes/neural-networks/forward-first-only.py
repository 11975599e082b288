# expected: 85.111
# mistake: ReLU after the first layer only
# %% forward-solution
def forward(X, layers):
    if len(layers) == 1:
        return X @ layers[0][0] + layers[0][1]
    X = np.maximum(0, X @ layers[0][0] + layers[0][1])
    for W, b in layers[1:]:
        X = X @ W + b
    return X
