# expected: 84.667
# mistake: second unit added
# %% xor-solution
def xor_network():
    return [[1, 1], [1, 1]], [0, -1], [1, 2], 0
