# expected: 88.545
# mistake: transposed
# %% xavier-solution
def xavier(fan_in, fan_out, generator):
    return generator.normal(0, np.sqrt(2 / (fan_in + fan_out)), size=(fan_out, fan_in))
