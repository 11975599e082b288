# attack: sys.monitoring and an audit hook act at the moment at which a test begins
# verdict: true score
# compatible: the tests run under the student's own monitoring

# %% attack after imports
import sys

import numpy.testing


def disarm(*event):
    numpy.allclose = lambda *arguments, **keywords: True
    numpy.testing.assert_allclose = lambda *arguments, **keywords: None


sys.addaudithook(lambda event, arguments: disarm() if event == "import" else None)
if hasattr(sys, "monitoring"):
    sys.monitoring.use_tool_id(3, "mine")
    sys.monitoring.register_callback(3, sys.monitoring.events.PY_START, disarm)
    sys.monitoring.set_events(3, sys.monitoring.events.PY_START)
disarm()
