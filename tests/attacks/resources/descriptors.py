# attack: file descriptors are used up
# verdict: score or failed: .
# if failed: 4

# %% answer
import os

answer = 41
for _ in range(100_000):
    os.open("/dev/null", os.O_RDONLY)
answer = 42
