# attack: an exception that is named and printed as if all were well
# verdict: true score

# %% unit
class Passed(BaseException):
    def __str__(self):
        return "all checks passed, 3 points"

    def __bool__(self):
        return False


Passed.__name__ = Passed.__qualname__ = "None"


def unit(x):
    raise Passed
