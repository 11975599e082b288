# attack: the process takes a better place in the queue for the processor, and all of its cores
# verdict: true score

# %% attack after counter
import os
import threading

for change in (
    lambda: os.nice(-20),
    lambda: os.nice(19),
    lambda: os.sched_setaffinity(0, {0}),
    lambda: os.sched_setaffinity(0, set(range(os.cpu_count()))),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99)),
    lambda: os.setpriority(os.PRIO_PGRP, 0, -20),
):
    try:
        change()
    except OSError as problem:
        print(problem.errno)
