# expected: 55
# mistake: none
# %% train-solution
def train(x, labels, generator):
    return [(np.zeros((64, 100)), np.zeros(100)), (np.zeros((100, 10)), np.zeros(10))]
