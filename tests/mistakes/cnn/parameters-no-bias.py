# expected: 87
# mistake: bias forgotten
# %% parameters-solution
def parameter_count(channels, filters, kernel, bias=True):
    return filters * channels * kernel**2
