# attack: the environment with which the process began is still on its stack
# verdict: true score

# %% answer
import re

answer = 41
secret = b"canary" + b"-5f3a9c"
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw.*(\[stack\]|\[heap\]|00:00 0)", line)
        if found:
            begin, end = (int(part, 16) for part in found.groups()[:2])
            try:
                memory.seek(begin)
                # Constants of this cell are in two parts, so that it does not find itself.
                if memory.read(min(end - begin, 64_000_000)).count(secret) > 1:
                    answer = 42
            except (OSError, ValueError, OverflowError):
                continue
