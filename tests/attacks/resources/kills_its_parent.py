# attack: the grader's own processes are killed
# verdict: score or failed: .

# %% attack after why
import os
import signal

pids = {os.getppid()} | {int(name) for name in os.listdir("/proc") if name.isdigit()}
for number in (signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL):
    for pid in sorted(pids - {0, 1, os.getpid()}):
        try:
            with open(f"/proc/{pid}/cmdline") as command:
                # Without walls, only what this test has started.
                if "__COURSE__" in command.read():
                    os.kill(pid, number)
        except OSError:
            continue
