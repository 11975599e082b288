# attack: the process ends in the middle
# verdict: failed: ended itself
# score: 4

# %% answer
import os

os._exit(0)
