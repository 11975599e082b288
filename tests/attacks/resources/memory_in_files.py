# attack: files that live in memory are filled, which the limit of a process's own memory is not for
# verdict: score or failed: .
# if failed: 4

# %% answer
import os

answer = 41
total = 0
for number in range(64):
    handle = os.memfd_create(f"file-{number}")
    for _ in range(12):
        total += os.write(handle, b"x" * (8 * 1024 * 1024))
if total > 5 * 1024**3:
    answer = 42
