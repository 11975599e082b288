# expected: 88.462
# mistake: slope not squared
# %% he-solution
def he(shape, generator, slope=0.0):
    fan_in = shape[0] if len(shape) == 2 else np.prod(shape[1:])
    return generator.normal(0, np.sqrt(2 / ((1 + slope) * fan_in)), size=shape)
