# attack: more memory than the limit: 3 GB
# verdict: score or failed: .
# if failed: 4

# %% answer
import time

answer = 41
taken = []
while len(taken) < 48:
    taken.append(bytearray(b"x") * (64 * 1024 * 1024))
time.sleep(1)  # until someone has looked
answer = 42
