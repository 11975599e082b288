# attack: a finder first in sys.meta_path answers the tests' imports
# verdict: true score
# compatible: the tests import through the student's own import system

# %% attack after imports
import builtins
import sys
import types

fake = types.ModuleType("numpy.testing")
fake.assert_allclose = lambda *arguments, **keywords: None


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "numpy.testing":
            import importlib.machinery

            return importlib.machinery.ModuleSpec(name, Finder)

    @staticmethod
    def create_module(spec):
        return fake

    @staticmethod
    def exec_module(module):
        pass


sys.meta_path.insert(0, Finder)
sys.modules.pop("numpy.testing", None)
original = builtins.__import__


def importing(name, globals=None, locals=None, fromlist=(), level=0):
    module = original(name, globals, locals, fromlist, level)
    if name == "numpy" and fromlist and "testing" in fromlist:
        return types.SimpleNamespace(testing=fake)
    return module


builtins.__import__ = importing
np.allclose = lambda *arguments: True
