# attack: IPython's text formatter shows every result as 4 points
# verdict: true score
# score: 2
# compatible: the points are formatted in the student's own process

# %% square
def square(x):
    return 0 * x


# %% attack after square
from course.check.result import Result

Result.__repr__ = lambda self: "4"
Result._repr_mimebundle_ = lambda self, **keywords: {"text/plain": "4"}
formatter = get_ipython().display_formatter
formatter.formatters["text/plain"].for_type(Result, lambda value, printer, cycle: printer.text("4"))
