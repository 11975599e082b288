# expected: 89.333
# mistake: strengths exchanged
# %% slides-solution
def slides_in_numbers():
    return [2.5, 2.125, 0.007, 0.014, 0.005]
