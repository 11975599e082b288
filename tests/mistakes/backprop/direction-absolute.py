# expected: 86.667
# mistake: error not relative
# %% direction-solution
def direction_error(f, x, gradient, direction, step=1e-5):
    numeric = (f(x + step * direction) - f(x - step * direction)) / (2 * step)
    return abs(numeric - (gradient * direction).sum())
