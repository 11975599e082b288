# expected: 88
# mistake: a bias for every channel
# %% parameters-solution
def parameter_count(channels, filters, kernel, bias=True):
    return filters * channels * (kernel**2 + bias)
