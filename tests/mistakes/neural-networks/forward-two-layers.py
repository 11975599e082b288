# expected: 82.667
# mistake: none
# %% forward-solution
def forward(X, layers):
    (W1, b1), (W2, b2) = layers
    return np.maximum(0, X @ W1 + b1) @ W2 + b2
