# expected: 87.818
# mistake: factor 2 missing
# %% xavier-solution
def xavier(fan_in, fan_out, generator):
    return generator.normal(0, np.sqrt(1 / (fan_in + fan_out)), size=(fan_in, fan_out))
