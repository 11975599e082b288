# attack: a loop without an end
# verdict: true score

# %% answer
answer = 41
while True:
    pass
