# attack: the process stops and waits to be woken
# verdict: failed: .
# score: 4

# %% answer
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
