# expected: 88.75
# mistake: sizes forgotten
# %% direction-solution
def direction_error(f, x, gradient, direction, step=1e-5):
    numeric = (f(x + step * direction) - f(x - step * direction)) / (2 * step)
    claimed = (gradient * direction).sum()
    return abs(numeric - claimed) / max(1, numeric, claimed)
