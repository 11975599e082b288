# attack: a thread bomb: more threads than the limit, 100
# verdict: score or failed: .
# if failed: 4

# %% answer
import threading

answer = 41
threads = []
while len(threads) < 100:
    threads.append(threading.Thread(target=threading.Event().wait, daemon=True))
    threads[-1].start()
answer = 42
