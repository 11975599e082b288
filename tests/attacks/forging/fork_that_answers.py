# attack: the process forks, and its twin goes on as if it were the notebook
# verdict: score or failed: .

# %% attack after why
import os
import time

if os.fork() == 0:
    answer = 42
    time.sleep(0.2)
