# attack: an answer whose text goes on for ever, or is what the grader would say
# verdict: score or failed: .

# %% answer
class Text:
    def __repr__(self):
        return "4\n" + "x" * 50_000_000

    __str__ = __format__ = lambda self, *arguments: repr(self)


answer = Text()
