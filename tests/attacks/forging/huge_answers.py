# attack: arrays that claim a hundred gigabytes and a string of a hundred megabytes
# verdict: score or failed: line to its tests
# if failed: 4

# %% answer
answer = "x" * 100_000_000


# %% unit
def unit(x):
    return np.broadcast_to(np.float64(0.6), (10**5, 10**5, 2))
