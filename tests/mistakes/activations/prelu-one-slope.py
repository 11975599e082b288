# expected: 86
# mistake: summed over everything
# %% prelu-solution
def prelu_backward(x, slopes, upstream):
    return upstream * np.where(x > 0, 1, slopes), np.sum(upstream * np.minimum(0, x))
