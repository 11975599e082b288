# attack: a thread bomb
# verdict: score or failed: .
# score: 6

# %% attack after why
import threading

threads = []
try:
    while len(threads) < 5_000:
        threads.append(threading.Thread(target=threading.Event().wait, daemon=True))
        threads[-1].start()
except BaseException as problem:
    print(type(problem).__name__, len(threads))
