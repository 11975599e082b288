"""Every attack that is a notebook gets its verdict, and nothing else notices that it was there."""

from __future__ import annotations

import contextlib
import functools
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.attacks.cases import Case, cases
from tests.attacks.tampered import Tampering, tamperings
from tests.attacks.traps import CANARY
from tests.attacks.trial import MODES, Trial, autograded_text, gradebook_faults, try_class

ATTACKS = {theme: cases(theme) for theme in ("forging", "resources", "escaping")}
ATTACKS["tampering"] = tamperings()
CLASSES = [(theme, mode) for theme in ATTACKS for mode in MODES]
WRITTEN_CHARACTERS = 8_000_000

Tried = Callable[[str, str], Trial]


@pytest.fixture(scope="module")
def tried() -> Iterator[Tried]:
    """A function that grades the class of a theme in a mode, once."""
    with contextlib.ExitStack() as stack:

        @functools.cache
        def once(theme: str, mode: str) -> Trial:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attacks-")))
            folder.chmod(0o755)  # what is closed is not to be closed by the folders above it
            attacks = {attack.name: attack.hand_in for attack in ATTACKS[theme]}
            return try_class(folder, mode, attacks)

        yield once


def _attacks() -> list[object]:
    """Return each attack in each mode, those marked that the compatible mode cannot stop."""
    found = []
    for theme, mode in CLASSES:
        for attack in ATTACKS[theme]:
            marks = []
            if mode == "compatible" and attack.compatible:
                marks.append(pytest.mark.xfail(reason=attack.compatible, strict=False))
            name = f"{mode}-{theme}-{attack.name}"
            found.append(pytest.param(theme, attack, mode, marks=marks, id=name))
    return found


@pytest.mark.parametrize(("theme", "attack", "mode"), _attacks())
def test_an_attack_gets_its_verdict(
    tried: Tried, theme: str, attack: Case | Tampering, mode: str
) -> None:
    trial = tried(theme, mode)
    result, verdict = trial.of(attack.name), attack.verdict
    said = f"{result['status']} {result['score']} of {result['max_score']}: {result['reason']}"
    written = autograded_text(trial, attack.name)
    assert CANARY not in written
    assert len(written) < WRITTEN_CHARACTERS
    failed = result["status"] == "failed"
    score = verdict.score_if_failed if failed else verdict.score
    assert (result["score"] or 0.0) == pytest.approx(score, abs=1e-6), said
    if failed:
        assert verdict.reason, said
        assert re.search(verdict.reason, result["reason"]), said
    else:
        assert not verdict.reason_needed, said


@pytest.mark.parametrize(("theme", "mode"), CLASSES)
class TestTheRest:
    """What must be as if no attacker had been in the class."""

    def test_honest_students_get_their_scores(self, tried: Tried, theme: str, mode: str) -> None:
        trial = tried(theme, mode)
        assert trial.status in (0, 1), trial.said
        assert {name: trial.results[name]["score"] for name in trial.honest} == trial.honest

    def test_the_gradebook_is_sound(self, tried: Tried, theme: str, mode: str) -> None:
        assert gradebook_faults(tried(theme, mode)) == []

    def test_nothing_runs_on(self, tried: Tried, theme: str, mode: str) -> None:
        assert tried(theme, mode).processes_left == []

    def test_no_file_is_changed_or_left(self, tried: Tried, theme: str, mode: str) -> None:
        assert tried(theme, mode).files_changed == []

    def test_nobody_was_spoken_to(self, tried: Tried, theme: str, mode: str) -> None:
        assert tried(theme, mode).traps.heard == []

    def test_no_secret_is_told(self, tried: Tried, theme: str, mode: str) -> None:
        trial = tried(theme, mode)
        assert CANARY not in trial.said
        assert CANARY not in str(trial.results)

    def test_the_next_run_is_clean(self, tried: Tried, theme: str, mode: str) -> None:
        trial = tried(theme, mode)
        assert trial.again == trial.honest
