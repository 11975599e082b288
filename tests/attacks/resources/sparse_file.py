# attack: a file that claims far more than it holds, to hurt who copies it
# verdict: score or failed: .
# if failed: 4

# %% answer
import os

answer = 41
os.truncate(os.open("sparse", os.O_CREAT | os.O_WRONLY), 200 * 1024**2)
answer = 42
