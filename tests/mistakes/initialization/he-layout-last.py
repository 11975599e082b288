# expected: 87.692
# mistake: fan-in of filters misread
# %% he-solution
def he(shape, generator, slope=0.0):
    fan_in = int(np.prod(shape[:-1]))
    return generator.normal(0, np.sqrt(2 / ((1 + slope**2) * fan_in)), size=shape)
