"""Which system calls a submission may make: a seccomp filter, written as the kernel reads it.

The filter runs in the kernel before each call. A denied call fails with "operation not
permitted", as if the machine did not allow it; nothing that course work needs is among them.
We write it ourselves because the one binding of libseccomp on the registry rested since 2021,
and because a filter of this length can be read at a sitting.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2

# Instructions of the classic packet filter (linux/bpf_common.h) and results (linux/seccomp.h).
LOAD, JUMP_EQUAL, JUMP_GREATER, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x25, 0x45, 0x06
ALLOW, KILL_PROCESS = 0x7FFF0000, 0x80000000
DENY, ABSENT = 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS

# Where the filter finds the call: number, architecture, low halves of the first two arguments.
NUMBER, ARCHITECTURE, FIRST, SECOND = 0, 4, 16, 24

CLONE_THREAD = 0x00010000
CLONE_NAMESPACES = 0x7E020080  # every CLONE_NEW...
TERMINAL_INPUT = (0x5412, 0x541C)  # TIOCSTI and TIOCLINUX type into a terminal
LOOPBACK = (2, 10, 16)  # AF_INET, AF_INET6, and AF_NETLINK, which lists the interfaces

# Calls above this number came after this list was written; programs must cope without them.
NEWEST = 462

# name: (x86_64, aarch64); None where the architecture has no such call.
NETWORK = {"socket": (41, 198)}
DENIED: dict[str, tuple[int | None, int | None]] = {
    # other processes' memory
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    # another view of the file system
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "fanotify_init": (300, 262),
    # parts of the kernel with a history of holes
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "perf_event_open": (298, 241),
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "userfaultfd": (323, 282),
    "modify_ldt": (154, None),
    "personality": (135, 92),
    # the machine itself
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "acct": (163, 89),
    "syslog": (103, 116),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "iopl": (172, None),
    "ioperm": (173, None),
    "vhangup": (153, 58),
    "sched_setaffinity": (203, 122),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    # memory that outlives a process or that no limit counts
    "shmget": (29, 194),
    "shmat": (30, 196),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
}
# clone3 hides its flags from a filter; libraries fall back to clone when it is absent.
CLONE, CLONE3 = (56, 220), (435, 435)
FORKS: dict[str, tuple[int | None, int | None]] = {"fork": (57, None), "vfork": (58, None)}
SIGNALS = {
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
}
TGKILL, IOCTL = (234, 131), (16, 29)

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def available() -> bool:
    """Return whether this kernel takes filters and the processor is one that we know."""
    if platform.machine() not in MACHINES:
        return False
    try:
        with open("/proc/sys/kernel/seccomp/actions_avail", encoding="ascii") as actions:
            return "errno" in actions.read().split()
    except OSError:
        return False


def deny_calls(*, processes: bool, signals: bool, loopback: bool) -> None:
    """Install the filter in this process, for good, and for all that it will start.

    Args:
        processes: may it start other processes? Threads it always may.
        signals: may it send signals? False where nothing else keeps it from hitting others.
        loopback: may it open internet sockets? Only where it has a network of its own.

    Raises:
        OSError: the kernel refused.
    """
    program = _program(processes, signals, loopback)
    instructions = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(instructions))
    libc = ctypes.CDLL(None, use_errno=True)
    for request in ((PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (PR_SET_SECCOMP, 2, header, 0, 0)):
        if libc.prctl(*request):
            number = ctypes.get_errno()
            raise OSError(number, f"seccomp: {os.strerror(number)}")


def _program(processes: bool, signals: bool, loopback: bool) -> bytes:
    """Return the filter; the first instruction that returns decides."""
    column, architecture = MACHINES[platform.machine()]
    code = [
        (LOAD, 0, 0, ARCHITECTURE),
        (JUMP_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL_PROCESS),  # a call in another processor's clothes
        (LOAD, 0, 0, NUMBER),
        (JUMP_GREATER, 0, 1, NEWEST),  # the x32 twins of all calls lie above, too
        (RETURN, 0, 0, ABSENT),
    ]
    denied = dict(DENIED)
    if not processes:
        denied |= FORKS
    if not signals:
        denied |= SIGNALS
    if not loopback:
        denied |= NETWORK
    for numbers in denied.values():
        number = numbers[column]
        if number is not None:
            code += [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, DENY)]
    code += [(JUMP_EQUAL, 0, 1, CLONE3[column]), (RETURN, 0, 0, ABSENT)]
    flags = [(LOAD, 0, 0, FIRST), (JUMP_ANY_BIT, 0, 1, CLONE_NAMESPACES), (RETURN, 0, 0, DENY)]
    if not processes:
        flags += [(JUMP_ANY_BIT, 1, 0, CLONE_THREAD), (RETURN, 0, 0, DENY)]
    code += _when(CLONE[column], [*flags, (RETURN, 0, 0, ALLOW)])
    typing = [(LOAD, 0, 0, SECOND)]
    for command in TERMINAL_INPUT:
        typing += [(JUMP_EQUAL, 0, 1, command), (RETURN, 0, 0, DENY)]
    code += _when(IOCTL[column], [*typing, (RETURN, 0, 0, ALLOW)])
    if not signals:
        own = [(LOAD, 0, 0, FIRST), (JUMP_EQUAL, 1, 0, os.getpid()), (RETURN, 0, 0, DENY)]
        code += _when(TGKILL[column], [*own, (RETURN, 0, 0, ALLOW)])
    if loopback:
        family = [(LOAD, 0, 0, FIRST)]
        for number in LOOPBACK:
            family += [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, ALLOW)]
        code += _when(NETWORK["socket"][column], [*family, (RETURN, 0, 0, DENY)])
    code.append((RETURN, 0, 0, ALLOW))
    return b"".join(struct.pack("HBBI", *instruction) for instruction in code)


def _when(number: int, then: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Return `then`, which must end in a return, guarded by "the call is `number`"."""
    return [(JUMP_EQUAL, 0, len(then), number), *then]
