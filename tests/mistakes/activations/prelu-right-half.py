# expected: 86
# mistake: right half counted
# %% prelu-solution
def prelu_backward(x, slopes, upstream):
    return upstream * np.where(x > 0, 1, slopes), (upstream * x).sum(axis=0)
