"""The slow path: run the cells in a full Jupyter kernel, for a course that needs one.

The child starts the kernel and speaks to it over the loopback of its own network namespace; both
stand behind the same walls.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import v4

from course.grade.engine.frames import Channel


def run_with_kernel(channel: Channel, folder: Path) -> None:
    """Run each cell that arrives in a Jupyter kernel started for this notebook."""
    client = NotebookClient(
        v4.new_notebook(),
        timeout=None,  # the other end watches the clock
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        with client.setup_kernel():
            # The other end's interrupt is meant for the cell: pass it on to the kernel.
            kernel = client.km.provisioner.pid
            signal.signal(signal.SIGINT, lambda *_: os.kill(kernel, signal.SIGINT))
            _serve(channel, client)
    except DeadKernelError:
        channel.send({"failed": "the notebook's Jupyter kernel died"})
    except (OSError, RuntimeError, TimeoutError) as error:
        channel.send({"failed": f"no Jupyter kernel could be started here ({error})"})


def _serve(channel: Channel, client: NotebookClient) -> None:
    channel.send({"ready": True})
    while (message := channel.receive()) is not None:
        cell = v4.new_code_cell(message["source"])
        client.nb.cells.append(cell)
        client.execute_cell(cell, len(client.nb.cells) - 1)
        outputs = [dict(output) for output in cell.outputs]
        count = cell.execution_count
        channel.send({"cell": message["cell"], "count": count, "outputs": outputs})
