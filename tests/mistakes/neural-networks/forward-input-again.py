# expected: 85.111
# mistake: none
# %% forward-solution
def forward(X, layers):
    hidden = X
    for W, b in layers[:-1]:
        hidden = np.maximum(0, X @ W + b)
    return hidden @ layers[-1][0] + layers[-1][1]
