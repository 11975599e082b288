# attack: every open descriptor is exchanged for one of the student's, which says nothing any more
# verdict: score or failed: .

# %% attack after why
import os

reader, writer = os.pipe()
for descriptor in range(3, 64):
    if descriptor not in (reader, writer):
        try:
            os.fstat(descriptor)
            os.dup2(writer, descriptor)
        except OSError:
            continue
