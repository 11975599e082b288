# attack: keys are pressed on the terminal of who grades
# verdict: true score

# %% answer
import fcntl
import os

answer = 41
for name in ("/dev/tty", "/dev/console", "/proc/self/fd/0", "/dev/ptmx"):
    try:
        handle = os.open(name, os.O_RDWR)
        fcntl.ioctl(handle, 0x5412, b"x")  # TIOCSTI
        answer = 42
    except OSError:
        continue
