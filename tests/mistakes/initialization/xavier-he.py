# expected: 88.545
# mistake: He for Xavier
# %% xavier-solution
def xavier(fan_in, fan_out, generator):
    return generator.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
