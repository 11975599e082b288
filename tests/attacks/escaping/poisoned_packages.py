# attack: code is left where Python runs it at its next start, or imports it
# verdict: true score

# %% attack after counter
import os
import site
import sysconfig

import course
import numpy

packages = sysconfig.get_path("purelib")
code = "import builtins; builtins.abs = lambda value: 0\n"
names = [f"{packages}/__MARKER__.pth", f"{packages}/sitecustomize.py", "sitecustomize.py"]
names += [f"{site.getusersitepackages()}/usercustomize.py", "numpy.py", "course.py", "../numpy.py"]
names += ["__HOME__/.ipython/profile_default/startup/00.py", "__HOME__/.pythonrc.py"]
names += ["__HOME__/.config/matplotlib/matplotlibrc", "__HOME__/.jupyter/jupyter_config.py"]
names += ["__COURSE__/numpy.py", "__COURSE__/course.py", "/tmp/numpy.py"]
for name in names:
    try:
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "x") as file:
            file.write(code)
    except OSError:
        continue
for name in (course.__file__, numpy.__file__):
    try:
        with open(name, "a"):
            pass
        raise SystemExit("the library can be written")
    except OSError:
        continue
