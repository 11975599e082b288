# attack: a power so large that the interpreter is busy in one instruction
# verdict: score or failed: .
# score: 6

# %% attack after why
9 ** (9**9)
