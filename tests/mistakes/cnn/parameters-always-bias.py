# expected: 88
# mistake: bias always counted
# %% parameters-solution
def parameter_count(channels, filters, kernel, bias=True):
    return filters * (channels * kernel**2 + 1)
