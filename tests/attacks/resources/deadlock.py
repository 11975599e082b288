# attack: a thread waits for a lock that nobody will open
# verdict: true score

# %% answer
import threading

answer = 41
lock = threading.Lock()
lock.acquire()
lock.acquire()
