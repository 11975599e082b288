# expected: 88
# mistake: none
# %% numbers-solution
def gate_numbers():
    return [0.02, -0.3, -1.3]
