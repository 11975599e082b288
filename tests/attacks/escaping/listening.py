# attack: a server is opened, to be reached from outside while others are graded
# verdict: true score

# %% answer
import os
import socket
import time

answer = 41
try:
    server = socket.create_server(("127.0.0.1", 0))
    if os.fork() == 0:
        time.sleep(600)
    # A port of a network that nobody else is in would be harmless: look for the grader's own.
    socket.create_connection(("127.0.0.1", __TCP_PORT__), timeout=0.3)
    answer = 42
except OSError:
    pass
