# expected: 86
# mistake: variance for standard deviation
# %% slides-solution
def slides_in_numbers():
    return [0.05, 9.77e-14, 0.002, 0.004]
