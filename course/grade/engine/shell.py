"""An IPython shell without a front end: runs cells as a Jupyter kernel does, keeps the outputs."""

from __future__ import annotations

import builtins
import os
import re
import subprocess
import sys
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Instance, Type
from traitlets.config import Config

from course.grade.engine.outputs import CellOutputs, Output, StreamWriter
from course.grade.engine.rehearse import RehearsedCompiler

# Where a line may be more than Python: `%magic`, `!command`, `x = %magic`, `help?` and the like.
BEYOND_PYTHON = re.compile(r"^\s*[%!?,;/]|=[\s\\]*[%!]|\?\s*$", re.MULTILINE)


class Transformer(TransformerManager):
    """Takes a cell apart into tokens, the slowest step of a short cell, only where it must be."""

    def do_token_transforms(self, lines: list[str]) -> list[str]:
        return super().do_token_transforms(lines) if BEYOND_PYTHON.search("".join(lines)) else lines


class ResultHook(DisplayHook):
    """Keeps the value of a cell's last expression."""

    def quiet(self) -> bool:
        """Return whether the cell ends in a semicolon, which a cell without any does not."""
        parsed = self.shell.history_manager.input_hist_parsed
        return not (parsed and ";" not in parsed[-1]) and bool(super().quiet())

    def write_output_prompt(self) -> None:
        """Show no `Out[1]:`; the notebook's front end does."""

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        self.shell.cell_outputs.rich(
            "execute_result", format_dict, md_dict, execution_count=self.prompt_count
        )

    def finish_displayhook(self) -> None:
        self._is_active = False


class Publisher(DisplayPublisher):
    """Keeps what `display` shows."""

    def publish(
        self,
        data: dict,
        metadata: dict | None = None,
        source: object = None,
        *,
        transient: dict | None = None,
        update: bool = False,
        **kwargs: Any,
    ) -> None:
        display_id = (transient or {}).get("display_id")
        if update and display_id:
            self.shell.cell_outputs.update(display_id, data, metadata or {})
        else:
            self.shell.cell_outputs.rich("display_data", data, metadata, display_id=display_id)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.cell_outputs.clear(wait)


class NotebookShell(InteractiveShell):
    """Runs one notebook's cells, one after the other, in this process."""

    displayhook_class = Type(ResultHook)
    display_pub_class = Type(Publisher)
    input_transformer_manager = Instance(Transformer, ())
    compiler_class = Type(RehearsedCompiler)

    def __init__(self, **settings: Any) -> None:
        self.cell_outputs = CellOutputs()
        super().__init__(**settings)

    def run(self, source: str) -> list[Output]:
        """Run one cell and return its outputs; an exception becomes an error output."""
        self.cell_outputs.begin()
        stdout, stderr, stdin = sys.stdout, sys.stderr, builtins.input
        sys.stdout = StreamWriter("stdout", self.cell_outputs)
        sys.stderr = StreamWriter("stderr", self.cell_outputs)
        builtins.input = _no_input
        try:
            done = self.run_cell(source, store_history=True)
            self._report(done.error_before_exec or done.error_in_exec)
        except KeyboardInterrupt:
            # The time limit struck between IPython's own handlers.
            self.cell_outputs.error("KeyboardInterrupt", "", ["KeyboardInterrupt"])
        finally:
            sys.stdout, sys.stderr, builtins.input = stdout, stderr, stdin
        return self.cell_outputs.finished()

    def forget(self) -> None:
        """Be as if nothing had run yet."""
        self.reset(new_session=False)
        self.execution_count = 1

    def should_run_async(
        self,
        raw_cell: str,
        *,
        transformed_cell: str | None = None,
        preprocessing_exc_tuple: tuple | None = None,
    ) -> bool:
        """Return whether a cell awaits something at its top level; IPython compiles it to see."""
        text = raw_cell if transformed_cell is None else transformed_cell
        return ("await" in text or "async" in text) and super().should_run_async(
            raw_cell,
            transformed_cell=transformed_cell,
            preprocessing_exc_tuple=preprocessing_exc_tuple,
        )

    def _report(self, error: BaseException | None) -> None:
        """Show an exception that a notebook which replaced `showtraceback` kept to itself."""
        shown = {output.get("ename") for output in self.cell_outputs.finished()}
        if error is not None and type(error).__name__ not in shown:
            self.cell_outputs.error(type(error).__name__, str(error), [repr(error)])

    def enable_gui(self, gui: str | None = None) -> None:
        """Start no event loop: pictures are inline, and nobody sees a window."""

    def _showtraceback(self, etype: type, evalue: object, stb: list[str]) -> None:
        self.cell_outputs.error(str(etype.__name__), str(evalue), list(stb))

    def system(self, cmd: str) -> None:
        """Run a shell command (`!command`) and show what it prints, without a terminal."""
        command = self.var_expand(cmd, depth=1)
        process = subprocess.Popen(
            command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        with process:
            assert process.stdout
            for line in process.stdout:
                sys.stdout.write(line)
        self.user_ns["_exit_code"] = process.returncode

    def ask_exit(self) -> None:
        """Ignore `exit` and `quit`: the cells that follow still run, as under nbgrader."""

    def init_virtualenv(self) -> None:
        """Look for no other environment: the cells run in this one."""


def _no_input(prompt: object = "") -> str:
    raise StdinNotImplementedError("input() has nobody to ask while a notebook is graded")


def make_shell(folder: str) -> NotebookShell:
    """Return a shell that reads no profile, keeps no history file and starts no thread.

    IPython puts an empty profile into `folder`.
    """
    os.environ["IPYTHONDIR"] = folder
    settings = Config()
    settings.HistoryManager.enabled = False
    return NotebookShell.instance(config=settings)
