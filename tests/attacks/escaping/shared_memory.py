# attack: shared memory, semaphores and queues are left behind, to be found by the next notebook
# verdict: true score

# %% attack after counter
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.shmget(0x5F3A9C, 4096, 0o1666)
libc.msgget(0x5F3A9C, 0o1666)
libc.semget(0x5F3A9C, 1, 0o1666)
try:
    from multiprocessing import shared_memory

    shared_memory.SharedMemory("__MARKER__", create=True, size=4096)
except OSError:
    pass
