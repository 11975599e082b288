# attack: recursion as deep as Python allows, then deeper
# verdict: true score

# %% attack after counter
import sys


def deeper(n):
    return deeper(n + 1)


try:
    deeper(0)
except RecursionError:
    print("as deep as allowed")
