# attack: numpy.testing agrees with everything
# verdict: true score
# compatible: NumPy is one and the same for the student and the tests

# %% attack after imports
import numpy.testing

for name in dir(numpy.testing):
    if name.startswith("assert"):
        setattr(numpy.testing, name, lambda *arguments, **keywords: None)
np.allclose = np.isclose = np.array_equal = lambda *arguments, **keywords: True
