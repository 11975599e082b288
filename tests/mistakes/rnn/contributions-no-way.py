# expected: 87.333
# mistake: the way to the end missing
# %% contributions-solution
def contributions():
    return [0, 1, 1.5, 1.75]
