# attack: a process that detaches itself in every way there is, and stays
# verdict: true score

# %% attack after counter
import os
import subprocess
import sys
import time

subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
subprocess.Popen("nohup setsid sleep 600 >/dev/null 2>&1 &", shell=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for descriptor in range(256):
            try:
                os.close(descriptor)
            except OSError:
                continue
        time.sleep(600)
    os._exit(0)
