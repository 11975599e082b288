# expected: 86
# mistake: state after the step
# %% contributions-solution
def contributions():
    return [0.125 * 1, 0.25 * 1.5, 0.5 * 1.75, 1.875]
