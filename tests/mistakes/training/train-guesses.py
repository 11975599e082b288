# expected: 60.333
# mistake: none
# %% train-solution
def train(x, labels, generator):
    return [(np.zeros((64, 10)), np.bincount(labels, minlength=10) / len(labels))]
