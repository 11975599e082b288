# attack: pictures that are HTML, vector graphics, addresses, and the end of an attribute
# verdict: true score

# %% answer
import base64

from IPython.display import publish_display_data

answer = 41
run = "document.title = 'ATTACKED'"
ends = f'"><script>{run}</script><img alt="'
svg = f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{run}\"/>"
for kind in ("image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/webp"):
    for data in (ends, base64.b64encode(ends.encode()).decode() + ends, svg, "x" * 50, ""):
        publish_display_data({kind: data, "text/plain": ends})
    publish_display_data({kind: base64.b64encode(svg.encode()).decode(), "text/plain": ends})
    publish_display_data({kind: [ends], "text/plain": [ends]})
publish_display_data({f"image/png{ends}": "iVBORw0KGgo=", "text/plain": {"a": ends}})
publish_display_data({"text/plain": ends}, {"image/png": {"width": ends, "height": ends}})
