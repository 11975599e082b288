# attack: NumPy is asked for more memory than the machine has, then for as much as it gets
# verdict: score or failed: .
# if failed: 4

# %% answer
answer = 41
try:
    np.ones(10**13)
except MemoryError:
    pass
taken = [np.ones(8 * 1024 * 1024) for _ in range(100)]
answer = 42
