# attack: the course folder is listed: who is in the class, which assignments are to come
# verdict: true score

# %% answer
import os

answer = 41
for place in ("__COURSE__", "__COURSE__/submitted", "__COURSE__/solutions", "__HOME__"):
    try:
        print(os.listdir(place))
        answer = 42
    except OSError:
        continue
