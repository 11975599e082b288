# attack: a trace function jumps over the lines with assertions
# verdict: true score
# compatible: the tests run under the student's own trace function

# %% attack after imports
import sys


def quiet(frame, event, argument):
    name = frame.f_code.co_name
    if name in ("assert_allclose", "allclose"):
        frame.f_trace_lines = False
        sys.modules["numpy"].allclose = lambda *arguments, **keywords: True
        sys.modules["numpy.testing"].assert_allclose = lambda *arguments, **keywords: None
        frame.f_globals["assert_array_compare"] = lambda *arguments, **keywords: None
    return quiet


sys.settrace(quiet)
sys.setprofile(quiet)
original = get_ipython().run_code


async def run_code(*arguments, **keywords):
    sys.settrace(quiet)
    sys.setprofile(quiet)
    return await original(*arguments, **keywords)


get_ipython().run_code = run_code
