"""Draw every widget in JavaScript, light and dark, wide and narrow, into one folder.

python -m tests.show.screenshots screenshots [NAME...]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from course import show
from tests.show.web_examples import EXAMPLES

WIDTHS = {"wide": 960, "narrow": 400}


def main(folder: Path, names: list[str]) -> None:
    """Write `folder/NAME-THEME-WIDTH.png` for each widget, after the moves of its example."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name in names or EXAMPLES:
            example = EXAMPLES[name]
            page = show.page(example.widgets(), folder / f"{name}.html", title=example.title)
            for theme in ("light", "dark"):
                for size, width in WIDTHS.items():
                    tab = browser.new_page(
                        viewport={"width": width, "height": 400},
                        color_scheme=theme,
                    )
                    tab.on("pageerror", lambda error: print(error, file=sys.stderr))
                    tab.goto(page.resolve().as_uri())
                    example.moves(tab)
                    picture = folder / f"{name}-{theme}-{size}.png"
                    tab.screenshot(path=picture, full_page=True)
                    print(picture)
                    tab.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
