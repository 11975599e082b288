# expected: 88.667
# mistake: samples forgotten
# %% slides-solution
def slides_in_numbers():
    return [2.5, 1.0, 0.35, 0.7, 0.005]
