# expected: 83.455
# mistake: through the wrong weights
# %% collapse-solution
def collapse(W1, b1, W2, b2):
    W = W1 @ W2
    return W, b1 @ W + b2
