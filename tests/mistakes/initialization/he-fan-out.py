# expected: 86.923
# mistake: fan-out for fan-in
# %% he-solution
def he(shape, generator, slope=0.0):
    fan_in = shape[1] if len(shape) == 2 else np.prod(shape[1:])
    return generator.normal(0, np.sqrt(2 / ((1 + slope**2) * fan_in)), size=shape)
