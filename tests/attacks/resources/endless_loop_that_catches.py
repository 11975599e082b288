# attack: a loop that catches every exception, the interrupt among them
# verdict: failed: could not be interrupted
# score: 4

# %% answer
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
