# expected: 86
# mistake: not summed over samples
# %% prelu-solution
def prelu_backward(x, slopes, upstream):
    return upstream * np.where(x > 0, 1, slopes), upstream * np.minimum(0, x)
