# attack: file descriptors are used up
# verdict: score or failed: .
# score: 6

# %% attack after why
import os

kept = []
try:
    while len(kept) < 200_000:
        kept.append(os.open("/dev/null", os.O_RDONLY))
except OSError as problem:
    print(problem.errno, len(kept))
