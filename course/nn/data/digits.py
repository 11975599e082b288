"""Handwritten digits, shipped with the course: 1,797 pictures of 8x8 pixels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course.nn.arguments import Array, float_dtype


def digits(*, dtype: Any = np.float32) -> tuple[Array, NDArray[np.intp]]:
    """Return pictures of handwritten digits, written by 13 people, and what they show.

    Each pixel counts the inked dots of a 4x4 block, 0 to 16, here divided by 16. The classes are
    nearly balanced, 174 to 183 pictures each; neighbours in the list may be by the same writer.

    Args:
        dtype: float32 or float64.

    Returns:
        Images (1797, 1, 8, 8) from 0 to 1, and labels (1797,) from 0 to 9.

    Raises:
        TypeError: another dtype.

    Source: E. Alpaydin and C. Kaynak 1998, Optical Recognition of Handwritten Digits, UCI Machine
    Learning Repository, doi 10.24432/C50P49, licence CC BY 4.0; the test part, in the copy that
    scikit-learn ships, stored as integers here and otherwise unchanged.
    """
    kind = float_dtype("dtype", dtype)
    with np.load(Path(__file__).with_name("digits.npz")) as stored:
        images, labels = stored["images"], stored["labels"]
    return (images[:, None] / 16).astype(kind), labels.astype(np.intp)
