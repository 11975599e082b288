# expected: 86
# mistake: one cycle only
# %% triangle-solution
def triangle(step, lowest, highest, half):
    return lowest + (highest - lowest) * max(0, 1 - abs(step / half - 1))
