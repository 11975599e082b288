# attack: a power so large that the interpreter is busy in one instruction
# verdict: score or failed: .

# %% attack after why
9 ** (9**9)
