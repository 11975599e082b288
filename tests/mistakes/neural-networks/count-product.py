# expected: 85
# mistake: all sizes multiplied; biases forgotten
# %% count-solution
def parameter_count(sizes):
    total = 1
    for size in sizes:
        total *= size
    return total
