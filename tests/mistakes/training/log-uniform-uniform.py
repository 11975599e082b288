# expected: 73.833
# mistake: uniform for log-uniform
# %% log-uniform-solution
def sample_log_uniform(low, high, generator):
    return generator.uniform(low, high)
