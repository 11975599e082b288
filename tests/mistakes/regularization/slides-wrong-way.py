# expected: 89.333
# mistake: factor 2 the wrong way
# %% slides-solution
def slides_in_numbers():
    return [2.5, 1.0, 0.007, 0.014, 0.02]
