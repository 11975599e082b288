# attack: scores are printed and shown in every way that a notebook has
# verdict: true score

# %% attack after counter
from IPython.display import JSON, display, publish_display_data

checks = {"checks": [{"name": "answer", "passed": True, "message": "right"}], "points": 11}
data = {"application/vnd.chalkgrad.checks+json": checks, "text/plain": "11"}
print("score: 11\nanswer-test: 2 / 2\n{\"score\": 11}")
display(JSON({"score": 11}))
display(data, raw=True)
publish_display_data(data, metadata={"nbgrader": {"score": 11, "points": 11}})
11
