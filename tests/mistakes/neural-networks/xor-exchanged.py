# expected: 84.667
# mistake: answers exchanged
# %% xor-solution
def xor_network():
    return [[1, 1], [1, 1]], [0, -1], [-1, 2], 1
