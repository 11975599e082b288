# expected: 82.727
# mistake: product in the wrong order
# %% collapse-solution
def collapse(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2
