# attack: programs of the machine are started, through IPython's shell magics and without them
# verdict: true score

# %% answer
import os
import subprocess

answer = 41
get_ipython().system("touch /tmp/__MARKER__-magic; cat __HOME__/secret.txt")
for command in ("cat __HOME__/secret.txt", "ls __COURSE__", "cat /etc/shadow"):
    try:
        found = subprocess.run(command, shell=True, capture_output=True, text=True)
        if found.returncode == 0 and found.stdout:
            print(found.stdout)
            answer = 42
    except OSError:
        continue
