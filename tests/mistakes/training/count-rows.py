# expected: 75
# mistake: rows for entries
# %% count-solution
def count_parameters(layers):
    return sum(len(W) + len(b) for W, b in layers)
