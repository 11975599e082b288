# attack: a cell sleeps
# verdict: true score

# %% answer
import time

answer = 41
time.sleep(100_000)
