# attack: the process crashes on purpose
# verdict: failed: SIGABRT
# score: 4

# %% answer
import os

os.abort()
