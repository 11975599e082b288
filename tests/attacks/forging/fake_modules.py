# attack: sys.modules holds numpy.testing and course.check of the student's own make
# verdict: true score
# score: 2
# compatible: the tests import what the student put into sys.modules

# %% square
def square(x):
    return 0 * x


# %% attack after square
import sys
import types

import course


class Points(int):
    def __enter__(self):
        return self

    def __exit__(self, *problem):
        sys.displayhook(int(self))
        return True


fake = types.ModuleType("course.check")
fake.points = Points
fake.value = fake.gradient = lambda *arguments, **keywords: None
sys.modules["course.check"] = course.check = fake
testing = types.ModuleType("numpy.testing")
testing.assert_allclose = lambda *arguments, **keywords: None
sys.modules["numpy.testing"] = np.testing = testing
np.allclose = lambda *arguments, **keywords: True
