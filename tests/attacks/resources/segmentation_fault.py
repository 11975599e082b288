# attack: the process reads where nothing is
# verdict: failed: SIGSEGV
# score: 4

# %% answer
import ctypes

ctypes.string_at(0)
