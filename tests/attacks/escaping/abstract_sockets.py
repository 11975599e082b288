# attack: a service of the grading machine is called over a socket without a file
# verdict: true score

# %% answer
import socket

answer = 41
try:
    socket.socket(socket.AF_UNIX).connect("\0__ABSTRACT__")
    answer = 42
except OSError:
    pass
try:
    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"hello", "\0__UNIX_DATAGRAM__")
    answer = 42
except OSError:
    pass
