# attack: a million files
# verdict: score or failed: .
# score: 6

# %% attack after why
import os

try:
    for number in range(1_000_000):
        os.close(os.open(f"file-{number}", os.O_CREAT | os.O_WRONLY))
except OSError as problem:
    print(problem.errno, number)
