# expected: 84.667
# mistake: 0.5 everywhere
# %% xor-solution
def xor_network():
    return np.zeros((2, 2)), np.zeros(2), np.zeros(2), 0.5
