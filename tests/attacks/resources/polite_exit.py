# attack: the notebook says that it is done
# verdict: true score

# %% attack after imports
import sys

sys.exit(0)

# %% another after square
exit()

# %% third after answer
raise SystemExit
