# attack: a hundred thousand displays and large pictures
# verdict: score or failed: .

# %% attack after why
from IPython.display import display, publish_display_data

for number in range(100_000):
    publish_display_data({"text/plain": str(number), "image/png": "A" * 100_000})
