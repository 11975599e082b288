# attack: a function of the C library that loops with all signals blocked
# verdict: failed: could not be interrupted
# score: 4

# %% answer
import ctypes
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
libc = ctypes.CDLL(None)
while True:
    libc.pause()
