# attack: other processes are traced and their memory is read
# verdict: true score

# %% answer
import ctypes
import os

answer = 41
libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)
PTRACE_SEIZE = 0x4206  # unlike PTRACE_ATTACH it does not stop the process


class Span(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def of_this_test(pid):
    # Without walls this reaches the whole machine: only what the test has started is touched.
    try:
        with open(f"/proc/{pid}/cmdline") as command:
            return "__COURSE__" in command.read()
    except OSError:
        return False


parent = os.getppid()
others = {int(name) for name in os.listdir("/proc") if name.isdigit()} | {parent}
for pid in sorted(pid for pid in others - {0, os.getpid()} if pid == parent or of_this_test(pid)):
    if libc.ptrace(PTRACE_SEIZE, pid, 0, 0) == 0:
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
