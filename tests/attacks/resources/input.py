# attack: a cell waits for someone to type
# verdict: true score

# %% answer
import getpass
import sys

answer = 41
for ask in (lambda: sys.stdin.readline(), lambda: getpass.getpass("password: "), lambda: input()):
    try:
        ask()
    except BaseException as problem:
        print(type(problem).__name__)
