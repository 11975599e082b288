"""Reader of idx files, the format in which MNIST and its relatives are handed out."""

from __future__ import annotations

import gzip
import zlib
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DTYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


def read_idx(path: str | Path) -> NDArray[Any]:
    """Read one array from an idx file, compressed with gzip or not.

    The file begins with two zero bytes, a byte for the type of numbers and one for how many
    dimensions follow, each a big-endian 32-bit size; then come the numbers, big-endian too.

    Args:
        path: such as "train-images-idx3-ubyte.gz"; compression is seen by content, not by name.

    Returns:
        Array of the stored shape and type, in this machine's byte order; images of MNIST are
        (N, 28, 28) uint8.

    Raises:
        ValueError: not an idx file, or one that is cut short, damaged or longer than it says.
        OSError: the file cannot be read.

    Source: Y. LeCun, C. Cortes and C. Burges, "The MNIST database", file formats.
    """
    content = Path(path).read_bytes()
    if content[:2] == b"\x1f\x8b":
        try:
            content = gzip.decompress(content)
        except (EOFError, OSError, zlib.error) as error:
            raise ValueError(f"path: {path} is a damaged gzip file: {error}") from None
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] not in DTYPES:
        raise ValueError(f"path: {path} is not an idx file, it begins with {content[:4].hex()!r}")
    dtype, dimensions = np.dtype(DTYPES[content[2]]), content[3]
    start = 4 + 4 * dimensions
    shape = tuple(np.frombuffer(content[4:start], ">u4").tolist()) if len(content) >= start else ()
    expected = prod(shape) * dtype.itemsize
    if len(shape) != dimensions or len(content) - start != expected:
        raise ValueError(
            f"path: {path} announces {dimensions} dimensions {shape} of {dtype.name}, "
            f"{expected} bytes, but holds {max(len(content) - start, 0)}; is the download complete?"
        )
    return (
        np.frombuffer(content, dtype, offset=start).reshape(shape).astype(dtype.newbyteorder("="))
    )
