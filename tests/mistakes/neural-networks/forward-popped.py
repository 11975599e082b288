# expected: 88.778
# mistake: changed in place
# %% forward-solution
def forward(X, layers):
    W, b = layers.pop()
    for V, c in layers:
        X = np.maximum(0, X @ V + c)
    return X @ W + b
