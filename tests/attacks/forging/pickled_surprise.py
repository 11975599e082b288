# attack: an answer whose unpickling would run a command on the grader's side
# verdict: true score

# %% answer
import os


class Surprise:
    def __reduce__(self):
        return os.system, ("touch /tmp/__MARKER__-unpickled",)

    __reduce_ex__ = lambda self, protocol: self.__reduce__()

    def __getstate__(self):
        os.system("touch /tmp/__MARKER__-state")
        return {}


answer = Surprise()


# %% unit
def unit(x):
    return np.array([Surprise(), Surprise()], dtype=object)
