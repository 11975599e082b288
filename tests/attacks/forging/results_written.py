# attack: autograded notebooks and submissions are written, the attacker's and the others'
# verdict: true score

# %% attack after counter
import pathlib
import shutil

for name in ("autograded", "submitted", "feedback", "solutions", "assignments"):
    folder = pathlib.Path("__COURSE__") / name
    try:
        (folder / "__MARKER__").mkdir(parents=True)
    except OSError:
        pass
    for path in list(folder.rglob("*.ipynb")):
        try:
            path.write_text("{}")
        except OSError:
            pass
    shutil.rmtree(folder, ignore_errors=True)
