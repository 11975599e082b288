# expected: 85
# mistake: gradient not along the direction
# %% direction-solution
def direction_error(f, x, gradient, direction, step=1e-5):
    numeric = (f(x + step * direction) - f(x - step * direction)) / (2 * step)
    claimed = gradient.sum()
    return abs(numeric - claimed) / max(1, abs(numeric), abs(claimed))
