# attack: an object that gives NumPy another array at each request
# verdict: true score
# compatible: the student's code runs while the test compares

# %% unit
import sys


class Chameleon:
    __array_priority__ = 1e9

    def __init__(self, x):
        self.x = x

    def __array__(self, dtype=None, copy=None):
        frame = sys._getframe()
        while frame:
            for value in frame.f_locals.values():
                if isinstance(value, (list, tuple, np.ndarray)) and len(value) == len(self.x):
                    found = [one for one in value if isinstance(one, float) and one < 1]
                    if len(found) == len(self.x):
                        return np.array(value, dtype=float)
            frame = frame.f_back
        return np.array(self.x, dtype=float)

    def __array_ufunc__(self, *arguments, **keywords):
        return np.array(True)

    def __array_function__(self, *arguments):
        return True


def unit(x):
    return Chameleon(x)
