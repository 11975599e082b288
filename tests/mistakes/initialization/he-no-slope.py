# expected: 87.692
# mistake: slope ignored
# %% he-solution
def he(shape, generator, slope=0.0):
    fan_in = shape[0] if len(shape) == 2 else np.prod(shape[1:])
    return generator.normal(0, np.sqrt(2 / fan_in), size=shape)
