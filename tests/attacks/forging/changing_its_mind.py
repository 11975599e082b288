# attack: a function that gives another answer at each call, and a class that keeps state
# verdict: true score
# score: 4

# %% unit
calls = []


def unit(x):
    calls.append(x)
    return x if len(calls) % 2 else x / np.sqrt((x * x).sum())


# %% counter
class Counter:
    shared = []

    @property
    def total(self):
        Counter.shared.append(0)
        return 5 if len(Counter.shared) < 2 else 7

    def add(self, number):
        pass
