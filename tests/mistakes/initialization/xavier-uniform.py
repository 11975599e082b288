# expected: 87.091
# mistake: uniform for Gaussian; uniform with the bound for a deviation
# %% xavier-solution
def xavier(fan_in, fan_out, generator):
    bound = np.sqrt(2 / (fan_in + fan_out))
    return generator.uniform(-bound, bound, size=(fan_in, fan_out))
