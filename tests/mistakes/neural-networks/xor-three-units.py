# expected: 84.667
# mistake: none
# %% xor-solution
def xor_network():
    return [[1, 0, 1], [0, 1, 1]], [0, 0, -1], [1, 1, -2], 0
