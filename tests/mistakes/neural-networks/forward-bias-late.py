# expected: 82.667
# mistake: bias after the ReLU
# %% forward-solution
def forward(X, layers):
    for W, b in layers[:-1]:
        X = np.maximum(0, X @ W) + b
    W, b = layers[-1]
    return X @ W + b
