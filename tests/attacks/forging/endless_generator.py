# attack: the answers are iterators without an end
# verdict: true score

# %% answer
import itertools

answer = itertools.count()


# %% unit
def unit(x):
    yield from itertools.repeat(0.6)
