# expected: 85
# mistake: upside down
# %% triangle-solution
def triangle(step, lowest, highest, half):
    return lowest + (highest - lowest) * abs(step / half % 2 - 1)
