# attack: a service of the grading machine is called over a socket in a folder
# verdict: true score

# %% answer
import socket

answer = 41
for path in ("__UNIX_PATH__", "/var/run/docker.sock", "/run/dbus/system_bus_socket"):
    try:
        socket.socket(socket.AF_UNIX).connect(path)
        answer = 42
    except OSError:
        continue
