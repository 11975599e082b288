# attack: the code of numpy's and course.check's functions is replaced in place
# verdict: true score
# score: 2
# compatible: functions are one and the same for the student and the tests

# %% square
def square(x):
    return 0 * x


# %% attack after square
import gc
import types

agree = (lambda *arguments, **keywords: None).__code__
for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and thing.__name__ in (
        "assert_allclose",
        "difference",
        "_first_difference",
    ):
        if not thing.__closure__:
            thing.__code__ = agree
