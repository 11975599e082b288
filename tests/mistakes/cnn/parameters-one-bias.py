# expected: 87
# mistake: one bias for all filters
# %% parameters-solution
def parameter_count(channels, filters, kernel, bias=True):
    return filters * channels * kernel**2 + bias
