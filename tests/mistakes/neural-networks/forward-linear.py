# expected: 81.444
# mistake: no activation
# %% forward-solution
def forward(X, layers):
    for W, b in layers:
        X = X @ W + b
    return X
