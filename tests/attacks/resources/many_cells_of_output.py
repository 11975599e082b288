# attack: an error whose traceback is endless
# verdict: score or failed: .
# score: 6

# %% attack after why
class Endless(Exception):
    def __str__(self):
        return "x" * 300_000_000


raise Endless
