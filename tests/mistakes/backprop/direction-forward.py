# expected: 85.417
# mistake: forward difference
# %% direction-solution
def direction_error(f, x, gradient, direction, step=1e-5):
    numeric = (f(x + step * direction) - f(x)) / step
    claimed = (gradient * direction).sum()
    return abs(numeric - claimed) / max(1, abs(numeric), abs(claimed))
