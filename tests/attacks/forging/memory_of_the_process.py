# attack: the process's own memory is searched for the hidden tests that are still to come
# verdict: true score
# compatible: the tests to come are sent to the student's own process

# %% answer
import re

answer = 41
parts = ("assert answer", "== ")
needle = re.compile(b" ".join(part.strip().encode() for part in parts) + b" ([0-9]+)")
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
        if found and "[v" not in line:
            begin, end = (int(part, 16) for part in found.groups())
            if end - begin > 64_000_000:
                continue
            try:
                memory.seek(begin)
                hit = needle.search(memory.read(end - begin))
            except (OSError, ValueError, OverflowError):
                continue
            if hit:
                answer = int(hit.group(1))
                break
