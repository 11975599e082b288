# attack: every cell is just quick enough, and there are many
# verdict: score or failed: .

# %% attack after why
import time

for _ in range(5):
    time.sleep(0.5)
