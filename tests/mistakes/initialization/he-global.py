# expected: 88.462
# mistake: generator ignored
# %% he-solution
def he(shape, generator, slope=0.0):
    fan_in = shape[0] if len(shape) == 2 else np.prod(shape[1:])
    return np.random.normal(0, np.sqrt(2 / ((1 + slope**2) * fan_in)), size=shape)
