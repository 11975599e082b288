# expected: 87.5
# mistake: sign of the error
# %% direction-solution
def direction_error(f, x, gradient, direction, step=1e-5):
    numeric = (f(x + step * direction) - f(x - step * direction)) / (2 * step)
    claimed = (gradient * direction).sum()
    return (numeric - claimed) / max(1, abs(numeric), abs(claimed))
