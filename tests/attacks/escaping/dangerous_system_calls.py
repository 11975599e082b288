# attack: the kernel's own dangerous doors: keyrings, perf, bpf, io_uring, userfaultfd and others
# verdict: true score

# %% answer
import ctypes
import os
import platform

answer = 41
libc = ctypes.CDLL(None, use_errno=True)
numbers = {
    "x86_64": {
        "ptrace": (101, 0, 0, 0, 0),
        "syslog": (103, 3, None, 0),
        "add_key": (248, b"user", b"a", b"b", 1, -3),
        "request_key": (249, b"user", b"a", None, 0),
        "keyctl": (250, 0, -3, 1),
        "perf_event_open": (298, None, 0, -1, -1, 0),
        "open_by_handle_at": (304, -100, None, 0),
        "kcmp": (312, 1, 1, 0, 0, 0),
        "bpf": (321, 0, None, 0),
        "userfaultfd": (323, 0),
        "io_uring_setup": (425, 1, None),
        "pidfd_getfd": (438, 3, 0, 0),
        "init_module": (175, None, 0, b""),
        "kexec_load": (246, 0, 0, None, 0),
        "reboot": (169, 0, 0, 0, None),
        "swapon": (167, b"/", 0),
        "sethostname": (170, b"attacked", 8),
        "settimeofday": (164, None, None),
        "iopl": (172, 3),
        "quotactl": (179, 0, None, 0, None),
        "acct": (163, None),
        "mknod": (133, b"device", 0o20666, 0x103),
    }
}.get(platform.machine(), {})
EPERM, EACCES, ENOSYS = 1, 13, 38
through = []
for name, (number, *arguments) in numbers.items():
    ctypes.set_errno(0)
    status = libc.syscall(number, *arguments)
    # Refused at the door, not for an argument that a better attacker would have right.
    if status >= 0 or ctypes.get_errno() not in (EPERM, EACCES, ENOSYS):
        through.append((name, status, ctypes.get_errno()))
if through:
    print(through)
    answer = 42
