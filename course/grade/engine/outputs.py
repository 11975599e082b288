"""The outputs of one cell, collected in the form in which a notebook file stores them."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

CELL_CHARACTERS = 1_000_000
RESULT_CHARACTERS = 10_000

Output = dict[str, Any]


class CellOutputs:
    """Collects streams, results, displays and errors of the running cell, in order.

    Text beyond `limit` characters a cell is dropped and the cut is said once, so that a cell that
    prints without end costs no memory. stdout, stderr and displays have such a limit each: what
    decides over points, a result or anything on stderr, must not be lost behind a flood of prints.
    Neighbouring writes to one stream become one output, as a notebook front end shows them.
    """

    def __init__(self, limit: int = CELL_CHARACTERS) -> None:
        self.limit = limit
        self.begin()

    def begin(self) -> None:
        """Forget the last cell's outputs."""
        self._outputs: list[Output] = []
        self._left = dict.fromkeys(("stdout", "stderr", "displays"), self.limit)
        self._has_result = False
        self._clear_next = False
        self._displays: dict[str, list[Output]] = {}

    def finished(self) -> list[Output]:
        """Return the outputs so far; a stream's pieces are joined only here, in linear time."""
        return [
            output | {"text": "".join(output["text"])} if "text" in output else output
            for output in self._outputs
        ]

    def stream(self, name: str, text: str) -> None:
        """Add text written to stdout or stderr."""
        left = self._left[name]
        if left < 0:
            return
        if len(text) > left:
            text = text[:left] + f"\n... output cut after {self.limit:,} characters\n"
            self._left[name] = -1
        else:
            self._left[name] -= len(text)
        self._make_room()
        last = self._outputs[-1] if self._outputs else None
        if last and last["output_type"] == "stream" and last["name"] == name:
            last["text"].append(text)
        else:
            self._outputs.append({"output_type": "stream", "name": name, "text": [text]})

    def rich(
        self,
        kind: str,
        data: dict[str, Any],
        metadata: dict[str, Any] | None,
        execution_count: int | None = None,
        display_id: str | None = None,
    ) -> None:
        """Add a result (`execute_result`) or a display (`display_data`)."""
        output: Output = {
            "output_type": kind,
            "data": {mime: _storable(value) for mime, value in data.items()},
            "metadata": json.loads(json.dumps(metadata or {}, default=str)),
        }
        if kind == "execute_result":
            output["execution_count"] = execution_count
        size = sum(len(str(value)) for value in output["data"].values())
        if size > self._left["displays"]:
            self.stream("stdout", f"[a display of {size:,} characters was left out]\n")
            if kind != "execute_result" or self._has_result:
                return
            shown = str(output["data"].get("text/plain", ""))
            output["data"] = {"text/plain": shown[:RESULT_CHARACTERS]}
        else:
            self._left["displays"] -= size
        self._make_room()
        self._has_result |= kind == "execute_result"
        self._outputs.append(output)
        if display_id:
            self._displays.setdefault(display_id, []).append(output)

    def update(self, display_id: str, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        """Replace what an earlier display of this cell shows."""
        for output in self._displays.get(display_id, []):
            output["data"] = {mime: _storable(value) for mime, value in data.items()}
            output["metadata"] = json.loads(json.dumps(metadata, default=str))

    def error(self, name: str, value: str, traceback: list[str]) -> None:
        """Add an exception that ended the cell."""
        text = [line[:10_000] for line in traceback[:100]]
        self._outputs.append(
            {"output_type": "error", "ename": name, "evalue": value[:10_000], "traceback": text}
        )

    def clear(self, wait: bool) -> None:
        """Drop what the cell has shown, now or when it shows something new."""
        if wait:
            self._clear_next = True
        else:
            self._clear()

    def _make_room(self) -> None:
        if self._clear_next:
            self._clear()

    def _clear(self) -> None:
        self._outputs.clear()
        self._clear_next = self._has_result = False


class StreamWriter(io.TextIOBase):
    """A `sys.stdout` or `sys.stderr` that writes into the cell's outputs."""

    def __init__(self, name: str, outputs: CellOutputs) -> None:
        self.name = f"<{name}>"
        self._stream = name
        self._outputs = outputs

    encoding = "utf-8"

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            self._outputs.stream(self._stream, text)
        return len(text)

    def writable(self) -> bool:
        return True


def is_output(value: object) -> bool:
    """Return whether `value` has the form of an output; what a child sends may have any."""
    if not isinstance(value, dict):
        return False
    match value.get("output_type"):
        case "stream":
            return value.get("name") in ("stdout", "stderr") and isinstance(value.get("text"), str)
        case "error":
            lines = value.get("traceback")
            texts = [value.get("ename"), value.get("evalue"), *(lines or [])]
            return isinstance(lines, list) and all(isinstance(text, str) for text in texts)
        case "display_data" | "execute_result":
            return isinstance(value.get("data"), dict) and isinstance(value.get("metadata"), dict)
    return False


def _storable(value: Any) -> Any:
    """Return a display's data as a notebook stores it: bytes in base64, the rest as JSON."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, str):
        return value
    try:
        return json.loads(json.dumps(value))
    except (TypeError, ValueError):
        return str(value)
