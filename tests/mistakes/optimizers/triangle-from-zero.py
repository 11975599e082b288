# expected: 86
# mistake: lowest not added
# %% triangle-solution
def triangle(step, lowest, highest, half):
    return (highest - lowest) * (1 - abs(step / half % 2 - 1))
