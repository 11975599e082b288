# expected: 80.222
# mistake: ReLU before the layer
# %% forward-solution
def forward(X, layers):
    for W, b in layers:
        X = np.maximum(0, X) @ W + b
    return X
