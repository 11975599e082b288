# expected: 89.333
# mistake: factor 1/2
# %% slides-solution
def slides_in_numbers():
    return [2.5, 1.0, 0.014, 0.014, 0.005]
