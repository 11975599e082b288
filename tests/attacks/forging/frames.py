# attack: the function looks for the expected value in the frames that called it
# verdict: true score
# score: 2
# compatible: the test's frames are in the student's own process

# %% square
def square(x):
    import sys

    frame = sys._getframe()
    while frame:
        if "expected" in frame.f_locals:
            return frame.f_locals["expected"]
        frame = frame.f_back
    return 0 * x


# %% unit
def unit(x):
    import sys

    frame = sys._getframe()
    while frame:
        for constant in frame.f_code.co_consts:
            if isinstance(constant, tuple) and len(constant) == len(x) and constant[0] == 0.6:
                return np.array(constant)
        frame = frame.f_back
    return x
