"""Rooms of its own: no network, no sight of other processes, no shared memory, no privileges."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import functools
import os
import signal
import socket
import struct
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

NEW_USER, NEW_PROCESSES, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
NEW_IPC, NEW_HOSTNAME, NEW_MOUNTS = 0x08000000, 0x04000000, 0x00020000
ROOMS = NEW_PROCESSES | NEW_NETWORK | NEW_IPC | NEW_HOSTNAME

PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_CAP_AMBIENT = 1, 24, 36, 47
CLEAR_AMBIENT = 4
CAPABILITY_VERSION_3 = 0x20080522
SIOCSIFFLAGS, INTERFACE_UP = 0x8914, 0x1
MOUNT_BIND, MOUNT_PRIVATE, RECURSIVE, NO_SETUID, NO_DEVICES = 0x1000, 0x40000, 0x4000, 0x2, 0x4

# Accounts that nobody has: Linux distributions give none of these numbers to people or services.
FIRST_UNUSED_USER, UNUSED_USERS = 61184, 4336


@dataclass(frozen=True)
class Rooms:
    """What the warm parent has around it.

    Attributes:
        processes: a process namespace, in which the warm parent is process 1.
        network: a network namespace, which holds nothing but a loopback of its own.
        user: the account without rights that a submission runs as; None: the grader's own.
        counted: whether the kernel can count a submission's processes.
        why: why there are no namespaces, in the kernel's words; None where there are.
    """

    processes: bool
    network: bool
    user: int | None
    counted: bool
    why: str | None


def enter() -> Rooms:
    """Move into new namespaces as far as the machine allows; returns in a new process.

    To become process 1 of a namespace takes a fork: the process that called waits outside and
    ends with the same status. Call it before the first import that starts threads.
    """
    root = os.geteuid() == 0
    own_users = False
    why = None
    try:
        try:
            _unshare(ROOMS if root else ROOMS | NEW_USER)
            own_users = not root
        except OSError:
            if not root:
                raise
            _unshare(ROOMS | NEW_USER)
            own_users = True
    except OSError as error:
        why = os.strerror(error.errno or 0)
    if why is None:
        _become_process_1()
        _raise_loopback()
    user = None
    if root and not own_users and _open_to_all(may_mount=why is None):
        user = FIRST_UNUSED_USER + int.from_bytes(os.urandom(4), "big") % UNUSED_USERS
    # The kernel never counts the processes of the machine's root.
    return Rooms(why is None, why is None, user, not root or user is not None, why)


def drop_privileges(user: int | None) -> None:
    """Give up every right over the machine, in a child; become `user` where one is given."""
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
    for capability in range(64):
        libc().prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # fails without rights: none to drop
    if user is not None:
        os.setresuid(user, user, user)
    libc().prctl(PR_CAP_AMBIENT, CLEAR_AMBIENT, 0, 0, 0)
    header = struct.pack("Ii", CAPABILITY_VERSION_3, 0)
    _require(libc().capset(header, bytes(24)), "capset")
    die_with_parent()  # a change of user takes the earlier request back


def die_with_parent() -> None:
    """Ask Linux to kill this process when its parent dies, however it dies."""
    if sys.platform == "linux":
        libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def adopt_orphans() -> None:
    """Become the parent of every process below whose own parent ends, so that none is lost."""
    if sys.platform == "linux":
        libc().prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def running_of_user() -> int:
    """Return how many processes and threads this process's user has."""
    user, count = os.getuid(), 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):  # it may end while we look
                if folder.stat().st_uid == user:
                    count += sum(1 for _ in (folder / "task").iterdir())
    return count


@functools.cache
def libc() -> ctypes.CDLL:
    """Return the C library, by which the kernel is asked for what Python has no name for."""
    return ctypes.CDLL(None, use_errno=True)


def _unshare(kinds: int) -> None:
    user, group = os.geteuid(), os.getegid()
    _require(libc().unshare(kinds), "unshare")
    if kinds & NEW_USER:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def _become_process_1() -> None:
    """Fork into the new process namespace; wait outside, return inside."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the command's to handle
    inside = os.fork()
    if inside:
        os.closerange(0, 1024)
        _, status = os.waitpid(inside, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    die_with_parent()


def _raise_loopback() -> None:
    """Switch on the namespace's own loopback, which leads nowhere else."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", INTERFACE_UP))


def _open_to_all(may_mount: bool) -> bool:
    """Return whether an account without rights can reach Python, this package and scratch folders.

    Where Python lies in a folder that only root may enter, such as root's home, and `may_mount`,
    that folder gets another face in this process's view: empty but for what is needed.
    """
    places = {Path(sys.prefix), Path(sys.base_prefix), Path(__file__).resolve().parents[3]}
    places.add(Path(tempfile.gettempdir()))
    closed = {folder for place in places for folder in place.parents if not _passable(folder)}
    topmost = [folder for folder in closed if not closed & set(folder.parents)]
    if topmost and not may_mount:
        return False
    if topmost:
        _unshare(NEW_MOUNTS)
        _mount("none", "/", "", RECURSIVE | MOUNT_PRIVATE)
    for folder in topmost:
        inside = sorted(place for place in places if folder in place.parents)
        held = {place: os.open(place, os.O_PATH) for place in inside}
        _mount("tmpfs", str(folder), "tmpfs", NO_SETUID | NO_DEVICES, "mode=755,size=1m")
        for place, descriptor in held.items():
            place.mkdir(parents=True, exist_ok=True)
            _mount(f"/proc/self/fd/{descriptor}", str(place), "", MOUNT_BIND | RECURSIVE)
            os.close(descriptor)
    return all(place.stat().st_mode & 0o005 == 0o005 for place in places)


def _passable(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 0o001)


def _mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    words = [word.encode() or None for word in (source, target, kind)]
    _require(libc().mount(*words, flags, options.encode() or None), f"mount on {target}")


def _require(result: int, name: str) -> None:
    if result != 0:
        number = ctypes.get_errno() or errno.EPERM
        raise OSError(number, f"{name}: {os.strerror(number)}")
