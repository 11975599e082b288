# expected: 85.714
# mistake: one bias a layer
# %% count-solution
def parameter_count(sizes):
    return sum(a * b + 1 for a, b in zip(sizes, sizes[1:]))
