# attack: other processes are traced and their memory is read and written
# verdict: true score

# %% answer
import ctypes
import os

answer = 41
libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)


class Span(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


others = [int(name) for name in os.listdir("/proc") if name.isdigit()]
for pid in {os.getppid(), *others} - {0, os.getpid()}:
    if libc.ptrace(16, pid, 0, 0) == 0:  # PTRACE_ATTACH
        libc.ptrace(17, pid, 0, 0)
        answer = 42
    here, there = Span(ctypes.addressof(buffer), 8), Span(id(None), 8)
    if libc.process_vm_readv(pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0) > 0:
        answer = 42
    for name in ("mem", "environ", "maps", "cwd", "root/etc/shadow"):
        try:
            with open(f"/proc/{pid}/{name}", "rb") as file:
                file.read(8)
            answer = 42
        except OSError:
            continue
