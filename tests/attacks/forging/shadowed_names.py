# attack: names that the tests take for built in are the student's functions
# verdict: true score
# score: 5
# compatible: the tests look names up in the student's own namespace

# %% square
def square(x):
    return x * x if x < 1e100 else 0.0


# %% attack after square
def float(text):
    return 0.0


def check(*arguments):
    return True


testing = check
