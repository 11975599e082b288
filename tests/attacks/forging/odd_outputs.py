# attack: what is shown is more than a file can hold: half characters, NaN, zeros, deep nests
# verdict: true score

# %% attack after imports
import sys

from IPython.display import publish_display_data

print("\ud800 \x00 \x1b]0;title\x07")
print("\udfff", file=sys.stderr)
odd = [float("nan"), float("inf"), {1: "\ud800"}, b"\xff"]
for depth in (100, 400, 900, 940, 970, 990):
    nested = []
    for _ in range(depth):
        nested = [nested]
    odd.append(nested)
for value in odd:
    try:
        publish_display_data({"application/json": value, "text/plain": "\ud800"}, {"x": value})
    except Exception as problem:
        print(type(problem).__name__)
raise ValueError("\ud800")
