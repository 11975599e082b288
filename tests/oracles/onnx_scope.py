"""What the ONNX adapters share: their types, and the way to say that a case is out of scope."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Attributes = dict[str, Any]
Operator = Callable[..., list[Any]]


class OutOfScope(Exception):
    """Why a case asks for something the library does not offer."""
