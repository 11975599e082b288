# expected: 89.273
# mistake: generator restarted
# %% xavier-solution
def xavier(fan_in, fan_out, generator):
    generator = np.random.default_rng(0)
    return generator.normal(0, np.sqrt(2 / (fan_in + fan_out)), size=(fan_in, fan_out))
