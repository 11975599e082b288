# attack: the machine's settings are changed through /proc and /sys
# verdict: true score

# %% answer
import os

answer = 41
names = ["/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/self/oom_score_adj"]
names += ["/proc/sys/kernel/core_pattern", "/sys/fs/cgroup/cgroup.procs", "/sys/kernel/mm/ksm/run"]
for name in names:
    try:
        # Opened for writing only; nothing is written.
        os.close(os.open(name, os.O_WRONLY))
        print(name)
        answer = 42
    except OSError:
        continue
