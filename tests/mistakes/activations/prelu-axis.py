# expected: 86
# mistake: summed over units
# %% prelu-solution
def prelu_backward(x, slopes, upstream):
    by_x = upstream * np.where(x > 0, 1, slopes)
    return by_x, (upstream * np.minimum(0, x)).sum(axis=1)
