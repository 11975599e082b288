# attack: ten gigabytes are printed
# verdict: score or failed: .

# %% attack after why
line = "x" * 1_000_000
for _ in range(10_000):
    print(line)
