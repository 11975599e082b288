# expected: 85
# mistake: half for the whole period
# %% triangle-solution
def triangle(step, lowest, highest, half):
    place = step % half
    return lowest + (highest - lowest) * min(place, half - place) / (half / 2)
