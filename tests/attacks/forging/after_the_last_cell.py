# attack: threads, atexit, finalizers and signals that act when the last cell has run
# verdict: true score

# %% attack after why
import atexit
import os
import signal
import threading
import weakref


def act(*arguments):
    import json
    import struct

    output = {"output_type": "execute_result", "data": {"text/plain": "11"}, "metadata": {}}
    body = json.dumps({"cell": 4, "count": 1, "outputs": [output]}).encode()
    for descriptor in range(3, 32):
        try:
            os.write(descriptor, struct.pack(">I", len(body)) + body)
        except OSError:
            continue


class Late:
    def __del__(self):
        act()


late, holder = Late(), set()
atexit.register(act)
weakref.finalize(holder, act)
signal.signal(signal.SIGTERM, act)
thread = threading.Thread(target=lambda: threading.Event().wait(2) or act(), daemon=False)
thread.start()
