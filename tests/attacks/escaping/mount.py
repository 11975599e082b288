# attack: file systems are mounted, and the root exchanged
# verdict: true score

# %% answer
import ctypes
import os

answer = 41
libc = ctypes.CDLL(None, use_errno=True)
os.makedirs("here", exist_ok=True)
here = os.path.abspath("here").encode()
attempts = [
    lambda: libc.mount(b"tmpfs", here, b"tmpfs", 0, None),
    lambda: libc.mount(b"/", here, None, 0x1000, None),
    lambda: libc.mount(b"proc", here, b"proc", 0, None),
    lambda: libc.chroot(here),
    lambda: libc.pivot_root(here, here) if hasattr(libc, "pivot_root") else -1,
    lambda: libc.umount2(b"/proc", 2),
    lambda: libc.syscall(428, -100, b"/", 1),  # open_tree, as a detached copy
    lambda: libc.syscall(430, b"tmpfs", 0),  # fsopen
    lambda: libc.syscall(442, -100, here, 0, None, 0),  # mount_setattr
]
done = [number for number, attempt in enumerate(attempts) if attempt() >= 0]
if done:
    print(done)
    answer = 42
