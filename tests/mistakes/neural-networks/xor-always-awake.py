# expected: 84.667
# mistake: second unit always awake
# %% xor-solution
def xor_network():
    return [[1, 1], [1, 1]], [0, 0], [1, -2], 0
