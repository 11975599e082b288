# expected: 86
# mistake: filter not squared
# %% parameters-solution
def parameter_count(channels, filters, kernel, bias=True):
    return filters * (kernel * channels + bias)
