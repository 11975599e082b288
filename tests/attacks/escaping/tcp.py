# attack: a service of the grading machine is called over TCP
# verdict: true score

# %% answer
import socket

answer = 41
for host in ("127.0.0.1", "localhost", "0.0.0.0", "::1", "::ffff:127.0.0.1", socket.gethostname()):
    try:
        socket.create_connection((host, __TCP_PORT__), timeout=0.3)
        answer = 42
    except OSError:
        continue
