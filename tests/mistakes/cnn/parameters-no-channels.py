# expected: 86
# mistake: channels forgotten
# %% parameters-solution
def parameter_count(channels, filters, kernel, bias=True):
    return filters * (kernel**2 + bias)
