# expected: 75.75
# mistake: first layer only
# %% count-solution
def count_parameters(layers):
    W, b = layers[0]
    return W.size + b.size
