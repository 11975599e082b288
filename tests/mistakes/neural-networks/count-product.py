# expected: 85
# mistake: all sizes multiplied; biases forgotten; one bias a layer
# %% count-solution
def parameter_count(sizes):
    total = 1
    for size in sizes:
        total *= size
    return total
