# expected: 89.273
# mistake: uniform for Gaussian
# %% xavier-solution
def xavier(fan_in, fan_out, generator):
    bound = np.sqrt(6 / (fan_in + fan_out))
    return generator.uniform(-bound, bound, size=(fan_in, fan_out))
