# attack: memory is taken past the limits of an ordinary heap: anonymous shared maps
# verdict: score or failed: .
# if failed: 4

# %% answer
import mmap

answer = 41
taken = []
for _ in range(100):
    taken.append(mmap.mmap(-1, 64 * 1024 * 1024))
    taken[-1].write(b"x" * (64 * 1024 * 1024))
answer = 42
