# expected: 86.5
# mistake: mean for sum
# %% prelu-solution
def prelu_backward(x, slopes, upstream):
    by_x = upstream * np.where(x > 0, 1, slopes)
    return by_x, (upstream * np.minimum(0, x)).mean(axis=0)
