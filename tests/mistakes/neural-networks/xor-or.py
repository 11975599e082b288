# expected: 84.667
# mistake: OR for XOR
# %% xor-solution
def xor_network():
    return [[1, 1], [1, 1]], [0, -1], [1, -1], 0
