# attack: memory is taken until there is none (6.4 GB, for the sake of a machine without walls)
# verdict: score or failed: .
# if failed: 4

# %% answer
answer = 41
taken = []
while len(taken) < 100:
    taken.append(bytearray(b"x") * (64 * 1024 * 1024))
answer = 42
