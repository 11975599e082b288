# expected: 73.833
# mistake: two bases mixed
# %% log-uniform-solution
def sample_log_uniform(low, high, generator):
    return 10 ** generator.uniform(np.log(low), np.log(high))
