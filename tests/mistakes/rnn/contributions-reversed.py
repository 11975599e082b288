# expected: 87.333
# mistake: from the last to the first
# %% contributions-solution
def contributions():
    return [1.75, 0.75, 0.25, 0]
