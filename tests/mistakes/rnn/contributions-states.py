# expected: 86
# mistake: states for contributions
# %% contributions-solution
def contributions():
    return [1, 1.5, 1.75, 1.875]
