# attack: files that live in memory are filled, which limits of a process's own memory do not see
# verdict: score or failed: .
# score: 6

# %% attack after why
import os

total = 0
files = [os.memfd_create(f"file-{number}") for number in range(16)]
for handle in files:
    for _ in range(32):
        total += os.write(handle, b"x" * (8 * 1024 * 1024))
print(total)
