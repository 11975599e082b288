# attack: more disk than the limit: 768 MB
# verdict: score or failed: .
# if failed: 4

# %% answer
import time

answer = 41
for number in range(6):
    with open(f"large-{number}", "wb") as file:
        for _ in range(16):
            file.write(b"x" * (8 * 1024 * 1024))
time.sleep(1)  # until someone has looked
answer = 42
