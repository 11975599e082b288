# expected: 88.545
# mistake: generator ignored
# %% xavier-solution
def xavier(fan_in, fan_out, generator):
    return np.random.randn(fan_in, fan_out) * np.sqrt(2 / (fan_in + fan_out))
