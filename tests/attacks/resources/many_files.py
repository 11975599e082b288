# attack: a million files (100,000, for the sake of a machine without walls)
# verdict: score or failed: .
# if failed: 4

# %% answer
import os

answer = 41
for number in range(100_000):
    os.close(os.open(f"file-{number}", os.O_CREAT | os.O_WRONLY))
answer = 42
