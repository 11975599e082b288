# expected: 87.333
# mistake: powers in reverse order
# %% contributions-solution
def contributions():
    return [0, 0.5, 0.25 * 1.5, 0.125 * 1.75]
