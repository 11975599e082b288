# expected: 85
# mistake: saw for triangle
# %% triangle-solution
def triangle(step, lowest, highest, half):
    return lowest + (highest - lowest) * (step % half) / half
