# attack: builtins say what the student likes: abs is 0, all and isinstance are True
# verdict: true score
# score: 2
# compatible: builtins are one and the same for the student and the tests

# %% square
def square(x):
    return 0 * x


# %% attack after square
import builtins

original_isinstance = builtins.isinstance
builtins.abs = lambda value: 0.0
builtins.all = lambda values: True
builtins.any = lambda values: False
builtins.float = type("float", (float,), {"__new__": lambda kind, value=0: 0.0})
np.abs = np.absolute = lambda value, *arguments, **keywords: np.zeros_like(value)
np.any = lambda *arguments, **keywords: False
np.all = lambda *arguments, **keywords: True
