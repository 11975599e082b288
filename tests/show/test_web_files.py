"""The JavaScript of the widgets: strict, small, ours alone; and it loads in a browser."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from course import show
from course.show.web_widget import WEB, module_text
from tests.jupyterlab import FLAGS
from tests.show.web_examples import EXAMPLES

FILES = sorted(Path(str(WEB)).glob("*.js"))
DEFAULT = re.compile(r"^export default widget\(", re.MULTILINE)
WIDGETS = [path.stem for path in FILES if DEFAULT.search(path.read_text(encoding="utf-8"))]
LONGEST_FILE, LONGEST_LINE = 250, 100
NAMESPACE = "http://www.w3.org/2000/svg"
# What has no place in these files, and why.
FORBIDDEN = {
    r"\bvar ": "a variable has a block: let or const",
    r"[^=!]==[^=]|!=[^=]": "== converts; ===",
    r"\bconsole\.": "a reader's console stays empty",
    r"\b(eval|Function)\(": "no code from text",
    r"document\.write|outerHTML": "elements are made with html() and svg()",
    r"\b(fetch|XMLHttpRequest|WebSocket|import\()": "a widget needs no network",
    r"https?://(?!www\.w3\.org/2000/svg)": "no address but the namespace of SVG",
    r"\balert\(|\bconfirm\(": "no dialogs",
    r"\t": "two spaces to indent",
    r"\b(TODO|FIXME)\b": "no stubs",
}


def test_there_are_widgets() -> None:
    assert "question" in WIDGETS


def test_every_widget_has_an_example() -> None:
    assert set(EXAMPLES) == set(WIDGETS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_keeps_the_rules(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert len(lines) <= LONGEST_FILE
    assert lines[0].startswith("// "), "a file starts by saying what it is"
    for number, line in enumerate(lines, 1):
        assert len(line) <= LONGEST_LINE, f"{path.name}:{number} is {len(line)} long"
        code = line.split("//")[0] if NAMESPACE not in line else line
        for pattern, reason in FORBIDDEN.items():
            assert not re.search(pattern, code), f"{path.name}:{number}: {reason}: {line.strip()}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_import_is_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for names in re.findall(r"^import \{([^}]*)\}", text, re.MULTILINE):
        for name in names.split(","):
            used = re.findall(rf"(?<!\w)(?<!\w\.){name.strip()}(?![\w:])", text)
            assert name.strip() == "" or len(used) > 1, f"{path.name}: {name.strip()} is not used"


@pytest.mark.parametrize("name", WIDGETS)
def test_a_module_is_one_text_without_imports(name: str) -> None:
    text = module_text(name)
    assert not re.search(r"^\s*import\b", text, re.MULTILINE)
    (default,) = DEFAULT.finditer(text)
    assert text.index("class Panel") < default.start()


def test_the_wheel_carries_them(tmp_path: Path) -> None:
    build = "import sys; from hatchling import build; build.build_wheel(sys.argv[1])"
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", build, str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for path in [*FILES, Path("shared.css"), Path("page.css")]:
        assert f"course/show/web/{path.name}" in names


@pytest.mark.browser
def test_every_widget_lives_on_a_page_of_one_file_without_a_network(
    chromium: str, tmp_path: Path
) -> None:
    widgets = [widget for example in EXAMPLES.values() for widget in example.widgets()]
    path = show.page(widgets + widgets, tmp_path / "all.html", title="All, twice")
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        assert page.locator(".chalkgrad").count() == 2 * len(widgets)
        for width in (1200, 320):
            page.set_viewport_size({"width": width, "height": 700})
            page.wait_for_timeout(100)
            too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert too_wide <= 0, f"at {width} the page is {too_wide} too wide"
        page.emulate_media(color_scheme="dark")
        ink = "getComputedStyle(document.querySelector('.chalkgrad')).color"
        assert page.evaluate(ink) == "rgb(232, 232, 232)"
        browser.close()
    assert faults == []
    assert [url for url in asked if url.startswith("http")] == []
