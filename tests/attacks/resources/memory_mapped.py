# attack: memory is taken past the limits of an ordinary process: maps, files in memory, shared
# verdict: score or failed: .
# score: 6

# %% attack after why
import mmap
import os

taken = []
for _ in range(100):
    taken.append(mmap.mmap(-1, 64 * 1024 * 1024))
    taken[-1].write(b"x" * (64 * 1024 * 1024))
