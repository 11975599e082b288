# attack: a thread bomb (of 3,000 threads, for the sake of a machine without walls)
# verdict: score or failed: .
# if failed: 4

# %% answer
import threading

answer = 41
threads = []
while len(threads) < 3_000:
    threads.append(threading.Thread(target=threading.Event().wait, daemon=True))
    threads[-1].start()
answer = 42
