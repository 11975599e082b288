# attack: the process cannot end because a thread of its never does
# verdict: score or failed: .

# %% attack after why
import threading

threading.Thread(target=threading.Event().wait, daemon=False).start()
