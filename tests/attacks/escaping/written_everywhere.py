# attack: files are left wherever one may
# verdict: true score

# %% attack after counter
import os
import site
import sysconfig

import course
import numpy

folders = ["/tmp", "/var/tmp", "/dev/shm", "/run", "/root", "/etc", "/usr/local/bin", "/", "__HOME__"]
folders += ["__COURSE__", "__COURSE__/submitted", os.path.expanduser("~"), "..", "../.."]
folders += [sysconfig.get_path("purelib"), os.path.dirname(course.__file__)]
folders += [os.path.dirname(numpy.__file__), site.getusersitepackages()]
for folder in folders:
    for make in (lambda name: open(name, "w").close(), os.mkdir, os.mkfifo):
        try:
            make(f"{folder}/__MARKER__-{make.__name__}".replace("<", "").replace(">", ""))
        except OSError:
            continue
