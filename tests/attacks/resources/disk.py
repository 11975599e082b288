# attack: the disk is filled
# verdict: score or failed: .
# score: 6

# %% attack after why
import os

written = 0
try:
    for number in range(40):
        with open(f"large-{number}", "wb") as file:
            for _ in range(16):
                written += file.write(b"x" * (8 * 1024 * 1024))
except OSError as problem:
    print(problem.errno)
print(written)
