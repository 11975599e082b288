# attack: an error whose traceback is endless
# verdict: score or failed: .

# %% attack after why
class Endless(Exception):
    def __str__(self):
        return "x" * 300_000_000


raise Endless
