# expected: 89.583
# mistake: 1 left out of the maximum
# %% direction-solution
def direction_error(f, x, gradient, direction, step=1e-5):
    numeric = (f(x + step * direction) - f(x - step * direction)) / (2 * step)
    claimed = (gradient * direction).sum()
    return abs(numeric - claimed) / max(abs(numeric), abs(claimed))
