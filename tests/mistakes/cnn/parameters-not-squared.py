# expected: 86
# mistake: channels forgotten; filter not squared
# %% parameters-solution
def parameter_count(channels, filters, kernel, bias=True):
    return filters * (kernel * channels + bias)
