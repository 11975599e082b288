# attack: outputs so large that a page with them could not be opened
# verdict: true score

# %% answer
from IPython.display import publish_display_data

answer = 41
for _ in range(2_000):
    publish_display_data({"text/plain": "<b>" * 150})
    print("x" * 100)
