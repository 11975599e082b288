# expected: 87.6
# mistake: fan-in for its root
# %% slides-solution
def slides_in_numbers():
    return [5.0, 5.0**10, 0.0447, 0.0632]
