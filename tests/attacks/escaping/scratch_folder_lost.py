# attack: the scratch folder is emptied, made unreadable and left full of odd names
# verdict: true score

# %% attack after why
import os
import shutil

for name in ("a\nb", "-rf", "é" * 60, "deep/" * 200):
    try:
        os.makedirs(name) if "/" in name else open(name, "w").close()
    except OSError:
        continue
os.makedirs("locked/inner", exist_ok=True)
os.chmod("locked", 0)
os.chmod(".", 0)
