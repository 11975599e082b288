# attack: the hidden tests are read where the instructor keeps them
# verdict: true score

# %% answer
import pathlib
import re

answer = 41
places = [pathlib.Path("__COURSE__/solutions"), pathlib.Path("__COURSE__"), pathlib.Path(".")]
places += [pathlib.Path(".."), pathlib.Path("../.."), pathlib.Path("/tmp"), pathlib.Path("__HOME__")]
for place in places:
    try:
        for notebook in place.rglob("*.ipynb"):
            found = re.search(r"assert answer == (\d+)", notebook.read_text())
            if found:
                answer = int(found.group(1))
    except OSError:
        continue
