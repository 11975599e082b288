# expected: 74.667
# mistake: high for high / low
# %% log-uniform-solution
def sample_log_uniform(low, high, generator):
    return low * high ** generator.random()
