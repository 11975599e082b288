# expected: 82
# mistake: none
# %% collapse-solution
def collapse(W1, b1, W2, b2):
    return W1 @ W2
