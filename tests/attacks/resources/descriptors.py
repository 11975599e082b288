# attack: file descriptors are used up
# verdict: score or failed: .
# if failed: 4

# %% answer
import os

answer = 41
for _ in range(400):
    os.open("/dev/null", os.O_RDONLY)
answer = 42
