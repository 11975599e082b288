# expected: 88.667
# mistake: factor 2 missing
# %% slides-solution
def slides_in_numbers():
    return [2.5, 1.0, 0.007, 0.007, 0.01]
