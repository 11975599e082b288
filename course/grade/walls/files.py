"""Which files a submission may see: Python and its libraries to read, one folder to write."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from landlockpy import AccessFS, AccessNet, Ruleset, Scope, UnsupportedError, abi_version

# The first version that also keeps files from being cut to length 0 (Linux 6.2).
NEEDED_VERSION = 3
# The first version that keeps signals and abstract sockets inside (Linux 6.12).
SCOPE_VERSION = 6

SYSTEM = (
    "/usr",
    "/bin",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/etc/mime.types",
    "/dev/zero",
    "/dev/random",
    "/dev/urandom",
)
READ = AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE
FILE_READ = AccessFS.READ_FILE | AccessFS.EXECUTE
WRITE = (
    READ
    | AccessFS.WRITE_FILE
    | AccessFS.TRUNCATE
    | AccessFS.MAKE_REG
    | AccessFS.MAKE_DIR
    | AccessFS.MAKE_SYM
    | AccessFS.MAKE_FIFO
    | AccessFS.REMOVE_FILE
    | AccessFS.REMOVE_DIR
    | AccessFS.REFER
)


def landlock_version() -> int:
    """Return the kernel's version of Landlock, 0 where it has none."""
    try:
        return abi_version()
    except (UnsupportedError, OSError):
        return 0


def readable(secret: Iterable[Path]) -> list[tuple[Path, bool]]:
    """Return what a submission may read: (path, whole), without what lies in `secret`.

    `whole` is False for a folder whose names may be listed but whose parts are named one by one,
    because something secret lies below it.
    """
    hidden = {path.resolve() for path in secret}
    places = {Path(place) for place in SYSTEM}
    places |= {Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix)}
    places |= set(_loaded_packages())
    allowed: list[tuple[Path, bool]] = []
    for place in sorted({place.resolve() for place in places if place.exists()}):
        allowed += _without(place, hidden)
    folders = {path for path, whole in allowed if whole}  # what lies in them needs no word
    return [(path, whole) for path, whole in allowed if not folders & set(path.parents)]


def close_files(allowed: list[tuple[Path, bool]], scratch: Path, *, loopback: bool) -> None:
    """Deny this process every file but those in `allowed`, to read, and `scratch`, to write.

    Also TCP (except `loopback`, in a network of its own), and signals and abstract sockets that
    lead outside, where the kernel can.
    """
    network = AccessNet.NONE if loopback else None
    scope = Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL
    with Ruleset(handled_net=network, scoped=scope) as ruleset:
        for path, whole in allowed:
            if not whole:
                ruleset.allow_path(path, AccessFS.READ_DIR)
            else:
                ruleset.allow_path(path, READ if path.is_dir() else FILE_READ)
        ruleset.allow_path("/dev/null", AccessFS.READ_FILE | AccessFS.WRITE_FILE)
        ruleset.allow_path(scratch, WRITE)
        ruleset.restrict()


def _loaded_packages() -> Iterable[Path]:
    """Yield what was imported from elsewhere than Python's own folders, as in a source checkout."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and "." not in name:
            path = Path(file)
            yield path.parent if path.stem == "__init__" else path
    for entry in map(Path, sys.path):
        if entry.name == "site-packages" and entry.is_dir():
            yield entry


def _without(place: Path, hidden: set[Path]) -> list[tuple[Path, bool]]:
    """Return `place`, or its parts where something hidden lies below it; [] if it is hidden."""
    if any(place == secret or secret in place.parents for secret in hidden):
        return []
    if not any(place in secret.parents for secret in hidden):
        return [(place, True)]
    parts = [part for part in sorted(place.iterdir()) if not part.is_symlink()]
    return [(place, False)] + [found for part in parts for found in _without(part, hidden)]
