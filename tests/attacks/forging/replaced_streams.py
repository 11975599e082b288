# attack: sys.stdout and sys.stderr are objects of the student's, which forge outputs
# verdict: true score

# %% attack after imports
import sys


class Stream:
    encoding, errors, name = "utf-8", "strict", "<stdout>"

    def write(self, text):
        raise SystemExit("11")

    def flush(self):
        raise SystemExit("11")

    def isatty(self):
        return True

    def fileno(self):
        return 3


sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = Stream()
