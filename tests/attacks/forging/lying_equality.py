# attack: an answer that says it equals everything
# verdict: true score
# compatible: the test asks the answer itself whether it is right

# %% answer
class Agreeing:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __bool__(self):
        return True

    __hash__ = object.__hash__
    __lt__ = __le__ = __gt__ = __ge__ = __eq__


answer = Agreeing()
