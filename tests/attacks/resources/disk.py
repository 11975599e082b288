# attack: the disk is filled (by 3 GB, for the sake of a machine without walls)
# verdict: score or failed: .
# if failed: 4

# %% answer
answer = 41
for number in range(24):
    with open(f"large-{number}", "wb") as file:
        for _ in range(16):
            file.write(b"x" * (8 * 1024 * 1024))
answer = 42
