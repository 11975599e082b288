# attack: the cell ignores every signal that can be ignored
# verdict: failed: could not be interrupted
# score: 4

# %% answer
import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except OSError:
        continue
while True:
    pass
