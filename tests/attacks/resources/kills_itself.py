# attack: the process kills itself
# verdict: failed: SIGKILL
# score: 4

# %% answer
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
