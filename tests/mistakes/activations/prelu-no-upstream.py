# expected: 83
# mistake: upstream gradient left out
# %% prelu-solution
def prelu_backward(x, slopes, upstream):
    return np.where(x > 0, 1, slopes), np.minimum(0, x).sum(axis=0)
