# attack: what the others handed in is read
# verdict: true score

# %% answer
import os
import pathlib

answer = 41
for place in ("__COURSE__/submitted", "..", "../..", "../../..", "/tmp"):
    try:
        for path in pathlib.Path(place).rglob("*"):
            if path.name == "notes.txt" or (path.suffix == ".ipynb" and path.stat().st_size):
                print(path.read_text())
                answer = 42
    except OSError:
        continue
