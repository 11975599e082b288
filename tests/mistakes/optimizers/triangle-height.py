# expected: 86
# mistake: height from 0
# %% triangle-solution
def triangle(step, lowest, highest, half):
    return lowest + highest * (1 - abs(step / half % 2 - 1))
