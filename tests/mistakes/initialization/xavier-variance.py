# expected: 87.818
# mistake: variance for standard deviation
# %% xavier-solution
def xavier(fan_in, fan_out, generator):
    return generator.normal(0, 2 / (fan_in + fan_out), size=(fan_in, fan_out))
