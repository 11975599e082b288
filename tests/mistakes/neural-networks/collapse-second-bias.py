# expected: 85.636
# mistake: second bias forgotten
# %% collapse-solution
def collapse(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2
