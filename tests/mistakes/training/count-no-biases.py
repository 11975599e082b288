# expected: 75
# mistake: biases forgotten
# %% count-solution
def count_parameters(layers):
    return sum(W.size for W, b in layers)
