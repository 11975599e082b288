# attack: a forged record of checks, with HTML for messages, shown by an answer and in a test
# verdict: true score

# %% answer
from IPython.display import publish_display_data

answer = 41
run = "<script>document.title = 'ATTACKED'</script>"
record = {"passed": False, "message": run, "mistake": run, "name": run, "shown": [run]}
KIND = "application/vnd.chalkgrad.checks+json"
forged = {KIND: {"checks": [record] * 3, "points": run}, "text/plain": "4"}
publish_display_data(forged)
publish_display_data({KIND: run, "text/plain": run})


# %% unit
def unit(x):
    publish_display_data(forged)
    publish_display_data({KIND: {"checks": [1, None, {"passed": True}]}, "text/plain": "3"})
    return x


# %% attack after why
publish_display_data(forged)
