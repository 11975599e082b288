# expected: 86.5
# mistake: 1 for the input
# %% prelu-solution
def prelu_backward(x, slopes, upstream):
    return upstream * np.where(x > 0, 1, slopes), (upstream * (x <= 0)).sum(axis=0)
