# expected: 88
# mistake: exchanged
# %% numbers-solution
def gate_numbers():
    return [0.0203, -1.2785, -0.2785]
