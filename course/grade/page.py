"""The frame of the pages we write: one file, no script, nothing fetched, light and dark."""

from __future__ import annotations

from html import escape

from course.grade.score import plain

# No script may run and nothing may be fetched, whatever a student put into a notebook.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

STYLE = """
:root { color-scheme: light dark; --ink: #1c2330; --paper: #fff; --line: #d5dae2;
  --soft: #f4f6f9; --blue: #0072b2; --good: #00795c; --bad: #b8400a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --paper: #161a21; --line: #39414f;
  --soft: #1f2530; --blue: #56b4e9; --good: #3ecfa5; --bad: #ff9a5c; } }
body { color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; font: 16px/1.55 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; white-space: nowrap; } td:has(.meter) { white-space: nowrap; }
pre { background: var(--soft); padding: .7rem; border-radius: 6px; overflow-x: auto;
  font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; }
.meter { display: inline-block; width: 6rem; height: .7rem; background: var(--soft);
  border: 1px solid var(--line); }
.meter span { display: block; height: 100%; background: var(--blue); }
.good { color: var(--good); } .bad { color: var(--bad); } .muted { opacity: .75; }
.hint { border-left: 4px solid var(--bad); padding-left: .7rem; }
ul.hint { padding-left: 1.8rem; } summary { cursor: pointer; color: var(--blue); }
a { color: var(--blue); }
.comment { border-left: 4px solid var(--blue); padding-left: .7rem; white-space: pre-wrap; }
.histogram { width: 100%; max-width: 45rem; }
.histogram .bar { fill: var(--blue); } .histogram line { stroke: var(--ink); }
.histogram text { fill: var(--ink); font: 14px system-ui, sans-serif; text-anchor: middle; }
img { max-width: 100%; background: #fff; }
"""


def page(title: str, body: str) -> str:
    """Return a whole HTML page; `body` is HTML, `title` is text."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(plain(title))}</title><style>{STYLE}</style></head>"
        f"<body><h1>{escape(plain(title))}</h1>{plain(body)}</body></html>\n"
    )
