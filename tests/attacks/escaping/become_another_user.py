# attack: the process takes another user's rights, or keeps and regains its own
# verdict: true score

# %% answer
import ctypes
import os

answer = 41
libc = ctypes.CDLL(None, use_errno=True)
for change in (lambda: os.setuid(0), lambda: os.setresuid(0, 0, 0), lambda: os.setgroups([0])):
    try:
        change()
    except OSError:
        continue
try:
    print(open("__HOME__/secret.txt").read())
    answer = 42
except OSError:
    pass
if libc.prctl(38, 0, 0, 0, 0) == 0 or libc.prctl(39, 0, 0, 0, 0) != 1:
    answer = 42  # no_new_privs must be set and stay so
