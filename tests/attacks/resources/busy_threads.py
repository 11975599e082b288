# attack: threads that go on computing after their cell
# verdict: score or failed: .

# %% attack after why
import threading


def busy():
    while True:
        np.ones((300, 300)) @ np.ones((300, 300))


for _ in range(8):
    threading.Thread(target=busy, daemon=True).start()
