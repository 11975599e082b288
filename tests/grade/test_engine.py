"""The engine against real processes: what cells show, and how a run can end badly."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from course.grade.engine.drive import CodeCell, Run
from course.grade.engine.pool import Pool
from course.grade.engine.warm import PROFILE_PREFIX
from course.grade.engine.warm_parent import FOR_CELLS
from course.grade.walls.limits import Limits


@pytest.fixture(scope="module", params=["walls", "no walls"])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    with Pool(1, ("numpy", "matplotlib.pyplot"), walls=request.param == "walls") as made:
        yield made


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A scratch folder where grading has them: pytest's own lie where only root may go."""
    with tempfile.TemporaryDirectory(prefix="chalkgrad-test-") as folder:
        yield Path(folder)


def run(pool: Pool, folder: Path, *sources: str, seconds: float = 30.0) -> Run:
    cells = [CodeCell(index, source) for index, source in enumerate(sources)]
    return pool.submit(cells, [folder], Limits(cell_seconds=seconds)).result()


def test_streams_results_and_counts(pool: Pool, tmp_path: Path) -> None:
    done = run(pool, tmp_path, "print('a')\nprint('b')\n6 * 7", "_ + 1")
    assert done.reason is None
    assert done.cells[0].outputs == [
        {"output_type": "stream", "name": "stdout", "text": "a\nb\n"},
        {
            "output_type": "execute_result",
            "data": {"text/plain": "42"},
            "metadata": {},
            "execution_count": 1,
        },
    ]
    assert done.cells[1].count == 2
    assert done.cells[1].outputs[0]["data"] == {"text/plain": "43"}


def test_an_error_is_an_output_and_the_next_cells_run(pool: Pool, tmp_path: Path) -> None:
    done = run(pool, tmp_path, "1 / 0", "'still here'")
    error = done.cells[0].outputs[0]
    assert (error["output_type"], error["ename"]) == ("error", "ZeroDivisionError")
    assert any("1 / 0" in line or "ZeroDivisionError" in line for line in error["traceback"])
    assert done.cells[1].outputs[0]["data"]["text/plain"] == "'still here'"


def test_a_syntax_error_is_an_output(pool: Pool, tmp_path: Path) -> None:
    done = run(pool, tmp_path, "def f(:\n    pass")
    assert done.cells[0].outputs[0]["ename"] == "SyntaxError"


def test_displays_figures_magics_and_await(pool: Pool, tmp_path: Path) -> None:
    done = run(
        pool,
        tmp_path,
        "from IPython.display import HTML, display\n"
        "handle = display(HTML('<b>x</b>'), display_id=True)\nhandle.update(HTML('<i>y</i>'))",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
        "!echo shell",
        "from IPython.display import clear_output\nprint('old')\nclear_output()\nprint('new')",
    )
    assert done.cells[0].outputs[0]["data"]["text/html"] == "<i>y</i>"
    assert "image/png" in done.cells[1].outputs[-1]["data"]
    assert done.cells[2].outputs[0]["data"]["text/plain"] == "'awaited'"
    assert done.cells[3].outputs[0]["text"].strip() == "shell"
    assert done.cells[4].outputs == [{"output_type": "stream", "name": "stdout", "text": "new\n"}]


def test_input_is_refused(pool: Pool, tmp_path: Path) -> None:
    done = run(pool, tmp_path, "input('name? ')")
    assert done.cells[0].outputs[0]["ename"] == "StdinNotImplementedError"


def test_an_endless_loop_is_interrupted_and_the_rest_runs(pool: Pool, tmp_path: Path) -> None:
    done = run(pool, tmp_path, "while True: pass", "1 + 1", seconds=2)
    assert done.reason is None
    assert done.cells[0].timed_out
    assert not done.cells[1].timed_out
    assert done.cells[1].outputs[0]["data"]["text/plain"] == "2"


def test_a_loop_that_swallows_interrupts_is_killed(pool: Pool, tmp_path: Path) -> None:
    stubborn = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"
    done = run(pool, tmp_path, "'before'", stubborn, "'after'", seconds=2)
    assert done.reason == "a cell ran for more than 2 s and could not be interrupted"
    assert sorted(done.cells) == [0]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os\nos._exit(7)", "the notebook's process ended itself (exit status 7)"),
        ("import ctypes\nctypes.string_at(0)", "the notebook's process crashed (SIGSEGV)"),
        ("import os\nos.abort()", "the notebook's process crashed (SIGABRT)"),
        (
            "import os, time\nos.closerange(3, 100)\ntime.sleep(60)",
            "the notebook closed the grader's channel",
        ),
    ],
)
def test_a_crash_is_a_reason_and_keeps_what_was_done(
    pool: Pool, tmp_path: Path, source: str, reason: str
) -> None:
    done = run(pool, tmp_path, "'before'", source, "'after'")
    assert done.reason == reason
    assert sorted(done.cells) == [0]
    assert run(pool, tmp_path, "1").reason is None, "the next notebook must not notice"


def test_exit_does_not_end_the_notebook(pool: Pool, tmp_path: Path) -> None:
    done = run(pool, tmp_path, "import sys\nsys.exit(1)", "exit()", "'here'")
    assert done.reason is None
    assert done.cells[2].outputs[0]["data"]["text/plain"] == "'here'"


def test_endless_printing_costs_a_bounded_output(pool: Pool, tmp_path: Path) -> None:
    done = run(pool, tmp_path, "for i in range(400_000):\n    print('x' * 10)")
    text = done.cells[0].outputs[0]["text"]
    assert "output cut after 1,000,000 characters" in text
    assert len(text) < 1_001_000


def test_a_flood_of_prints_drowns_no_result_and_no_stderr(pool: Pool, tmp_path: Path) -> None:
    flood = "import sys\nprint('10\\n' * 1_000_000)\nprint('wrong', file=sys.stderr)\n"
    picture = "from IPython.display import HTML, display\ndisplay(HTML('x' * 1_000_000))\n"
    done = run(pool, tmp_path, flood + "0.5", flood + picture + "'y' * 2_000_000", picture + "0.5")
    for index, shown in ((0, "0.5"), (1, "'yyyyyyyyy"), (2, "0.5")):
        outputs = done.cells[index].outputs
        results = [one for one in outputs if one["output_type"] == "execute_result"]
        assert [one["data"]["text/plain"][:10] for one in results] == [shown]
        assert len(str(outputs)) < 2_100_000
        assert index == 2 or any(one.get("name") == "stderr" for one in outputs)


def test_a_memory_bomb_is_an_error_of_its_cell(pool: Pool, tmp_path: Path) -> None:
    done = run(pool, tmp_path, "import numpy\nnumpy.ones(10**12)", "'after'")
    assert "Memory" in done.cells[0].outputs[0]["ename"]
    assert done.cells[1].outputs[0]["data"]["text/plain"] == "'after'"


def test_one_notebook_leaves_nothing_for_the_next(pool: Pool, tmp_path: Path) -> None:
    run(pool, tmp_path, "import numpy\nnumpy.allclose = lambda *a: True\nleft_behind = 1")
    done = run(pool, tmp_path, "import numpy\nnumpy.allclose(1, 2)", "left_behind")
    assert done.cells[0].outputs[0]["data"]["text/plain"] == "False"
    assert done.cells[1].outputs[0]["ename"] == "NameError"


def test_random_numbers_differ_between_notebooks(pool: Pool, tmp_path: Path) -> None:
    draws = [
        run(pool, tmp_path, "import numpy, random\n(numpy.random.rand(), random.random())")
        for _ in range(2)
    ]
    assert draws[0].cells[0].outputs != draws[1].cells[0].outputs


def test_a_child_of_the_notebook_dies_with_it(pool: Pool, tmp_path: Path) -> None:
    start = "subprocess.Popen(['sleep', '612.25'], start_new_session=True).poll()"
    done = run(pool, tmp_path, f"import subprocess\n{start} is None")
    assert done.cells[0].outputs[0]["data"]["text/plain"] == "True"
    assert not _running("sleep 612.25"), "gone before the run is reported"


def _running(command: str) -> bool:
    """Return whether a process of this command line exists, in any namespace."""
    wanted = command.replace(" ", "\0").encode() + b"\0"
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if path.read_bytes() == wanted:
                return True
    return False


def test_the_cells_run_in_the_folder(pool: Pool, tmp_path: Path) -> None:
    (tmp_path / "data.txt").write_text("from the folder")
    (tmp_path / "helper.py").write_text("value = 5")
    done = run(pool, tmp_path, "open('data.txt').read()", "import helper\nhelper.value")
    assert done.cells[0].outputs[0]["data"]["text/plain"] == "'from the folder'"
    assert done.cells[1].outputs[0]["data"]["text/plain"] == "5"


def test_a_warm_parent_that_is_killed_is_replaced(tmp_path: Path) -> None:
    with Pool(1, (), walls=True) as own:
        assert run(own, tmp_path, "1").reason is None
        os.kill(own._parents[0].pid, signal.SIGKILL)
        assert _becomes(lambda: not own._parents[0].alive())
        assert run(own, tmp_path, "2").cells[0].outputs[0]["data"]["text/plain"] == "2"


def test_nothing_outlives_a_command_that_is_killed(tmp_path: Path) -> None:
    sleeper = "import subprocess\nsubprocess.run(['sleep', '613.25'])"
    script = (
        "from pathlib import Path\nfrom course.grade.engine.drive import CodeCell\n"
        "from course.grade.engine.pool import Pool\n"
        "from course.grade.walls.limits import Limits\n"
        f"with Pool(1, (), walls=True) as pool:\n    folder = Path({str(tmp_path)!r})\n"
        f"    pool.submit([CodeCell(0, {sleeper!r})], [folder], Limits(cell_seconds=900)).result()"
    )
    command = subprocess.Popen([sys.executable, "-c", script])
    assert _becomes(lambda: _running("sleep 613.25"))
    command.kill()
    command.wait()
    assert _becomes(lambda: not _running("sleep 613.25"))


def _becomes(condition: Callable[[], bool], seconds: float = 30.0) -> bool:
    until = time.monotonic() + seconds
    while not (now := condition()) and time.monotonic() < until:
        time.sleep(0.05)
    return now


def test_the_warm_parent_has_one_thread(tmp_path: Path) -> None:
    with Pool(1, walls=True) as own:
        assert run(own, tmp_path, "1").reason is None
        assert len(os.listdir(f"/proc/{own._parents[0]._root.pid}/task")) == 1


def test_a_forged_message_ends_the_run_with_a_reason(pool: Pool, tmp_path: Path) -> None:
    forge = (
        "import os\n"
        "for descriptor in range(3, 50):\n"
        "    try:\n        os.write(descriptor, b'\\xff' * 64)\n"
        "    except OSError:\n        pass"
    )
    done = run(pool, tmp_path, "'before'", forge)
    assert done.reason is not None
    assert "wrote to the grader's channel" in done.reason
    assert done.cells[0].outputs[0]["data"]["text/plain"] == "'before'"


@pytest.mark.skipif(sys.platform != "linux", reason="walls are for Linux")
def test_a_full_jupyter_kernel_runs_behind_the_same_walls(tmp_path: Path) -> None:
    sources = [
        "type(get_ipython()).__name__",
        "open('/etc/passwd')",
        "import socket\nsocket.create_connection(('192.0.2.1', 80), 1)",
        "while True: pass",
        "'and on'",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "'never'",
    ]
    with Pool(1, ("numpy",), walls=True, kernel=True) as own:
        done = run(own, tmp_path, *sources, seconds=10)
    shown = {index: cell.outputs[0] for index, cell in done.cells.items()}
    assert shown[0]["data"]["text/plain"] == "'ZMQInteractiveShell'"
    assert shown[1]["ename"] == "PermissionError"
    assert shown[2]["ename"] == "OSError"
    assert (shown[3]["ename"], done.cells[3].timed_out) == ("KeyboardInterrupt", True)
    assert shown[4]["data"]["text/plain"] == "'and on'"
    assert done.reason == "the notebook's Jupyter kernel died"
    assert sorted(done.cells) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.1, 0.2])
def test_stopped_while_it_warms_up_it_ends_without_a_word(tmp_path: Path, moment: float) -> None:
    ours, theirs = socket.socketpair()
    control = f"--control={theirs.fileno()}"
    warm = subprocess.Popen(
        [sys.executable, "-m", "course.grade.engine.warm", control, "matplotlib.pyplot"],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **FOR_CELLS, "TMPDIR": str(tmp_path)},
        pass_fds=[theirs.fileno()],
    )
    with ours, theirs:
        while not any(tmp_path.glob(f"{PROFILE_PREFIX}*")):  # Python itself tries the place first
            time.sleep(0.0001)
        time.sleep(moment)
        warm.terminate()
        _, said = warm.communicate(timeout=20)
    assert (said, warm.returncode in (1, -signal.SIGTERM)) == (b"", True)
    assert list(tmp_path.iterdir()) == []
