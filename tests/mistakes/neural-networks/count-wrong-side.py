# expected: 85.714
# mistake: biases for the inputs
# %% count-solution
def parameter_count(sizes):
    return sum(a * b + a for a, b in zip(sizes, sizes[1:]))
