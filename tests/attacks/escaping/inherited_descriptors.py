# attack: files that the grader has open are used through their descriptors
# verdict: true score

# %% answer
import os

answer = 41
for descriptor in range(3, 256):
    for name in (f"/proc/self/fd/{descriptor}", f"/proc/self/fd/{descriptor}/..", f"/dev/fd/{descriptor}"):
        try:
            target = os.readlink(f"/proc/self/fd/{descriptor}")
            if "__COURSE__" in target or "__HOME__" in target:
                answer = 42
            if os.path.isdir(name) and target != os.getcwd() and os.listdir(name):
                print(target, os.listdir(name)[:3])
        except OSError:
            continue
