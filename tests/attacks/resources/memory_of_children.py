# attack: memory is taken by several processes, each below the limit of one
# verdict: score or failed: .
# if failed: 4

# %% answer
import os
import time

answer = 41
reader, writer = os.pipe()
for _ in range(3):
    if os.fork() == 0:
        taken = bytearray(b"x") * (1024 * 1024 * 1024)
        os.write(writer, b"1")
        time.sleep(600)
os.close(writer)
if len(b"".join(iter(lambda: os.read(reader, 1), b""))) == 3:
    time.sleep(1)  # until someone has looked
    answer = 42
