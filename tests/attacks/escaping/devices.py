# attack: disks and memory are read as devices
# verdict: true score

# %% answer
import os

answer = 41
names = ["/dev/mem", "/dev/kmem", "/dev/port", "/dev/kmsg", "/dev/vda", "/dev/sda", "/proc/kcore"]
for name in names + [f"/dev/{entry}" for entry in ("nvme0n1", "loop-control", "fuse", "kvm")]:
    try:
        os.read(os.open(name, os.O_RDONLY | os.O_NONBLOCK), 1)
        answer = 42
    except OSError:
        continue
