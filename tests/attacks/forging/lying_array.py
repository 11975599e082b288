# attack: an array subclass that answers NumPy's comparisons itself
# verdict: true score
# compatible: the test asks the answer itself whether it is right

# %% unit
class Agreeing(np.ndarray):
    def __array_ufunc__(self, function, method, *inputs, **keywords):
        if function in (np.equal, np.less_equal, np.isfinite, np.logical_and):
            return np.ones(self.shape, dtype=bool)
        return np.zeros(self.shape)

    def __array_function__(self, function, types, arguments, keywords):
        return True

    def __eq__(self, other):
        return np.ones(self.shape, dtype=bool)


def unit(x):
    return x.view(Agreeing)
