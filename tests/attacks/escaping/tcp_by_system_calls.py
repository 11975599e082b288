# attack: the same without Python's socket module, with fast open, and from another thread
# verdict: true score

# %% answer
import ctypes
import socket
import struct
import threading

answer = 41
libc = ctypes.CDLL(None, use_errno=True)


def call():
    global answer
    handle = libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    if handle < 0:
        return
    address = struct.pack("=HHL8s", socket.AF_INET, socket.htons(__TCP_PORT__), 0x0100007F, b"")
    if libc.connect(handle, address, len(address)) == 0:
        answer = 42
    handle = libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    if libc.sendto(handle, b"hello", 5, 0x20000000, address, len(address)) > 0:
        answer = 42


call()
thread = threading.Thread(target=call)
thread.start()
thread.join()
