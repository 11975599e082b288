# attack: the machine's other processes are listed
# verdict: true score

# %% answer
import os

answer = 41
pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
for pid in pids:
    try:
        command = open(f"/proc/{pid}/cmdline").read()
    except OSError:
        continue
    if pid != os.getpid() and ("nursery" in command or "course.cli" in command):
        print(command)
        answer = 42
