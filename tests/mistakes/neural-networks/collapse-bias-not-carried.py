# expected: 84.182
# mistake: first bias not carried on
# %% collapse-solution
def collapse(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2
