# expected: 87.6
# mistake: none
# %% slides-solution
def slides_in_numbers():
    return [0.21, 2.9e-7, 0.0447, 0.0632]
