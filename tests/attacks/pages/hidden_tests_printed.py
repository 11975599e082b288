# attack: the source of the hidden tests is looked for when they run, and printed by a later answer
# verdict: true score
# compatible: the tests' source is in the student's own process

# %% unit
said = []


def unit(x):
    import linecache
    import sys

    frame = sys._getframe()
    while frame:
        said.append("".join(linecache.getlines(frame.f_code.co_filename)))
        frame = frame.f_back
    return x


# %% counter
print("\n".join(text for text in said if "testing" in text or "assert" in text))


class Counter:
    def __init__(self):
        self.total = 0

    def add(self, number):
        self.total += number
