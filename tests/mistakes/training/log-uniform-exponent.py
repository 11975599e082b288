# expected: 73
# mistake: exponent for the value
# %% log-uniform-solution
def sample_log_uniform(low, high, generator):
    return generator.uniform(np.log10(low), np.log10(high))
