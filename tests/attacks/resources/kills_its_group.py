# attack: everything that may be signalled is killed, by process group
# verdict: failed: .

# %% attack after why
import os
import signal

os.killpg(0, signal.SIGKILL)
