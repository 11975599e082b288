# attack: a datagram is sent to a service of the grading machine
# verdict: true score

# %% attack after counter
import socket

for host in ("127.0.0.1", "0.0.0.0"):
    try:
        talker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        talker.sendto(b"hello", (host, __UDP_PORT__))
        talker.connect((host, __UDP_PORT__))
        talker.send(b"hello")
    except OSError:
        continue
