# expected: 79
# mistake: ReLU after the last layer
# %% forward-solution
def forward(X, layers):
    for W, b in layers:
        X = np.maximum(0, X @ W + b)
    return X
