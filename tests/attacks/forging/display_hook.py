# attack: whatever a test cell shows as its result, the display hook shows 4 points
# verdict: true score
# score: 2
# compatible: the points are shown by the display hook of the student's own process

# %% square
def square(x):
    return 0 * x


# %% attack after square
import sys


class Four:
    def __repr__(self):
        return "4"


hook = sys.displayhook
sys.displayhook = lambda value: hook(Four())
shell = get_ipython()
kind = type(shell.displayhook)
original = kind.__call__
kind.__call__ = lambda self, value=None: original(self, Four())
