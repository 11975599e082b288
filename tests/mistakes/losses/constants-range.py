# expected: 86
# mistake: middle of the range
# %% constants-solution
def best_constants(targets):
    middle = (targets.min() + targets.max()) / 2
    return middle, middle
