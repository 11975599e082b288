# attack: alarms that strike in every later cell
# verdict: score or failed: .

# %% attack after why
import signal


def strike(*arguments):
    raise KeyboardInterrupt


signal.signal(signal.SIGALRM, strike)
signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
