# attack: ten gigabytes come from a child process, past Python's streams
# verdict: score or failed: .

# %% attack after why
import os
import subprocess

for descriptor in (1, 2):
    subprocess.run(["head", "-c", "10000000000", "/dev/zero"], stdout=descriptor, stderr=descriptor)
