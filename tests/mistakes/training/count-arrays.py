# expected: 75
# mistake: arrays for numbers
# %% count-solution
def count_parameters(layers):
    return sum(len(layer) for layer in layers)
