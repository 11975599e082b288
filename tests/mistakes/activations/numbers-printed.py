# expected: 88
# mistake: the printed claim
# %% numbers-solution
def gate_numbers():
    return [0.0203, 0.0, 0.0]
