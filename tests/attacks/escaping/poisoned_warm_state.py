# attack: everything that the next notebook might share is changed in memory
# verdict: score or failed: .

# %% attack after why
import builtins
import os
import sys

import course.check
import matplotlib
import numpy

os.environ.update(OMP_NUM_THREADS="64", PYTHONPATH="/tmp", HOME="/", NBGRADER_EXECUTION="no")
sys.path[:] = ["/tmp"]
sys.setrecursionlimit(60)
matplotlib.rcParams["figure.dpi"] = 1
numpy.seterr(all="raise")
numpy.random.seed(0)
numpy.allclose = numpy.testing.assert_allclose = lambda *arguments, **keywords: False
course.check.value = course.check.points = None
builtins.abs = builtins.len = builtins.print = None
sys.modules["numpy"] = None
os.chdir("/")
os.umask(0o777)
