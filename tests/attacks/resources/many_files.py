# attack: more files than the limit: 30,000
# verdict: score or failed: .
# if failed: 4

# %% answer
import os
import time

answer = 41
for number in range(30_000):
    os.close(os.open(f"file-{number}", os.O_CREAT | os.O_WRONLY))
time.sleep(1)  # until someone has looked
answer = 42
