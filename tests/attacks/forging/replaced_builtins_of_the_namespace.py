# attack: the notebook's namespace gets builtins of its own
# verdict: true score
# score: 5
# compatible: the tests look names up in the student's own namespace

# %% square
def square(x):
    return x * x if x < 1e100 else 0.0


# %% attack after square
import builtins

own = dict(vars(builtins))
own["float"] = lambda text: 0.0
globals()["__builtins__"] = own
