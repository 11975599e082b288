# expected: 73
# mistake: two bases mixed
# %% log-uniform-solution
def sample_log_uniform(low, high, generator):
    return np.exp(generator.uniform(np.log10(low), np.log10(high)))
