# attack: recursion past the end of the C stack
# verdict: score or failed: .

# %% attack after why
import functools
import sys

sys.setrecursionlimit(10**9)
nested = []
for _ in range(10**6):
    nested = [nested]
repr(nested)
str(functools.reduce(lambda inner, _: {"a": inner}, range(10**6), {}))
