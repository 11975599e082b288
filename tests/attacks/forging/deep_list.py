# attack: an answer nested a hundred thousand deep
# verdict: true score

# %% answer
answer = 41
for _ in range(100_000):
    answer = [answer]
