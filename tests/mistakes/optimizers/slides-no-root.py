# expected: 89.5
# mistake: root forgotten
# %% slides-solution
def in_numbers():
    return [160, 10, 0.2, 100, 0.4]
