# attack: the notebook finds out that it is being graded, and says so
# verdict: true score

# %% attack after imports
import os
import sys

graded = "NBGRADER_EXECUTION" in os.environ or "ipykernel" not in sys.modules
print("graded" if graded else "at home")
if graded:
    answer = 42
