# attack: memory is taken until there is none
# verdict: score or failed: .
# score: 6

# %% attack after why
taken = []
while len(taken) < 100:
    taken.append(bytearray(b"x") * (64 * 1024 * 1024))
raise SystemExit("6.4 GB and no wall")
