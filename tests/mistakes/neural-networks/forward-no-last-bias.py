# expected: 79
# mistake: bias forgotten
# %% forward-solution
def forward(X, layers):
    for W, b in layers[:-1]:
        X = np.maximum(0, X @ W + b)
    return X @ layers[-1][0]
