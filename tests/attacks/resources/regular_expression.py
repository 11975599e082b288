# attack: a regular expression that backtracks for ages without looking at signals
# verdict: score or failed: .

# %% attack after why
import re

re.match(r"(a*)*b", "a" * 40)
