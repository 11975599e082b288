"""The idx reader: every type, compressed or not, and every way a file can be wrong."""

import gzip
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.nn.data import read_idx

CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}


def idx_bytes(array):
    """Write the format down a second time, from its description."""
    header = struct.pack(">BBBB", 0, 0, CODES[array.dtype.str[1:]], array.ndim)
    sizes = struct.pack(f">{array.ndim}I", *array.shape)
    return header + sizes + array.astype(array.dtype.newbyteorder(">")).tobytes()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("shape", [(), (5,), (2, 3), (2, 3, 4), (0, 28, 28)])
@pytest.mark.parametrize("compressed", [False, True])
def test_every_type_and_shape(code, shape, compressed, tmp_path, generator):
    array = generator.integers(0, 100, shape).astype(code)
    array = np.asarray(array, dtype=code)
    content = idx_bytes(array)
    path = tmp_path / "some-name"
    path.write_bytes(gzip.compress(content) if compressed else content)
    found = read_idx(str(path) if compressed else path)
    assert found.dtype == array.dtype
    assert found.dtype.isnative
    np.testing.assert_array_equal(found, array)
    assert found.flags.writeable


def good():
    return idx_bytes(np.arange(6, dtype="i4").reshape(2, 3))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not an idx file, it begins with ''"),
        (b"\0\0", "is not an idx file"),
        (b"PK\x03\x04 not this", "is not an idx file, it begins with '504b0304'"),
        (b"\0\0\x07\x01" + bytes(8), "is not an idx file"),
        (b"\0\0\x08\x03\0\0", "announces 3 dimensions"),
        (good()[:-1], "announces 2 dimensions .* 24 bytes, but holds 23; is the download complete"),
        (good() + b"\0", "24 bytes, but holds 25"),
        (b"\0\0\x08\x02" + b"\xff" * 8 + b"123", "but holds 3"),
        (gzip.compress(good(), mtime=0)[:-9], "is a damaged gzip file"),
        (gzip.compress(good(), mtime=0)[:15], "is a damaged gzip file"),
        (b"\x1f\x8b nonsense", "is a damaged gzip file"),
        (gzip.compress(good()[:-1], mtime=0), "but holds 23"),
    ],
)
def test_broken_files(content, message, tmp_path):
    path = tmp_path / "train-images-idx3-ubyte"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=message) as caught:
        read_idx(path)
    assert str(path) in str(caught.value)


def test_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_idx(tmp_path / "nowhere")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=40), st.binary(max_size=30).map(lambda b: b"\x1f\x8b\x08" + b)))
def test_any_bytes_are_read_or_refused(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    try:
        array = read_idx(path)
    except ValueError as refusal:
        message = str(refusal)
    else:
        message = f"path: {array.shape}"
    assert message.startswith("path: ")
