# attack: an answer displays HTML, scripts, frames and vector graphics that run what they hold
# verdict: true score

# %% answer
from IPython.display import HTML, SVG, IFrame, Javascript, Markdown, display, publish_display_data

answer = 41
run = "document.title = 'ATTACKED'"
display(HTML(f"<script>{run}</script><body onload=\"{run}\"><svg onload=\"{run}\">"))
display(Javascript(run))
display(IFrame(f"javascript:parent.{run}", 100, 100))
display(IFrame("http://127.0.0.1:__TCP_PORT__/frame", 100, 100))
display(SVG(f"<svg xmlns='http://www.w3.org/2000/svg'><script>{run}</script></svg>"))
display(Markdown(f"<script>{run}</script>[link](javascript:{run})"))
publish_display_data({"text/latex": f"$\\href{{javascript:{run}}}{{x}}$", "text/html": "<b>"})
HTML(f"<meta http-equiv='refresh' content='0;url=javascript:{run}'>")
