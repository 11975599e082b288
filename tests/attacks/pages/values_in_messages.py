# attack: what a test says repeats a value of the answer's, whose text is HTML
# verdict: true score

# %% answer
class Odd:
    def __repr__(self):
        return "<script>document.title = 'ATTACKED'</script>"

    __str__ = __repr__

    def __eq__(self, other):
        raise AssertionError(repr(self))


answer = Odd()


# %% unit
def unit(x):
    return "<img src=x onerror=\"document.title='ATTACKED'\">"
