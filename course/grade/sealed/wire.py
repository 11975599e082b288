"""Values as bytes: numbers, texts, containers, arrays. Nothing here can name or run code.

Every value is one tag byte and what belongs to it; lengths are checked against what is there
before anything is made. What is not plain data crosses as a reference, which only the side that
owns the object can resolve: `H` to an object of the student's, `C` to a function of the tester's,
`S` to a container or array that both sides hold.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from course.grade.sealed.known import ARRAY_KINDS, BadName, dtype_of, known_name, known_object
from course.grade.sealed.streams import require_sound

DEPTH = 60
NODES = 1_000_000
MOST_PARTS = 400_000
INTEGER_BYTES = 8192
ARRAY_BYTES = 64 * 1024 * 1024
DIMENSIONS = 64
FORMS = 256  # of arrays, remembered
SMALL_BYTES = 65536
LENGTH = struct.Struct(">I")
LENGTH_AT = LENGTH.unpack_from
DOUBLE = struct.Struct(">d")
GENERATORS = {
    name: getattr(np.random, name) for name in ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
}

NO_VALUE: tuple[type[Exception], ...] = (ValueError, TypeError, LookupError, AttributeError)
NO_VALUE += (ArithmeticError, MemoryError, RecursionError)

Refer = Callable[[object], tuple[bytes, int] | None]
Resolve = Callable[[bytes, int], object]


class BadMessage(Exception):
    """The bytes are no value: cut off, too large, too deep, or of no known form."""


class CannotCross(TypeError):
    """This object is no plain data, and its side may not lend it out."""


def encode(value: object, refer: Refer = lambda value: None) -> bytes:
    """Return `value` as bytes; `refer` names the objects that cross as references.

    Raises:
        CannotCross: neither plain data nor something that `refer` knows.
    """
    out = bytearray()
    _write(value, refer, out, 0)
    return bytes(out)


def encode_content(value: object, refer: Refer) -> bytes:
    """Return what is in a shared object: the object itself by value, what it holds by `refer`."""
    out = bytearray()
    if type(value) is np.ndarray and value.dtype.kind in ARRAY_KINDS:
        _write_array(value, out)  # most of what is shared, and looked at with every message
    else:
        _write_plain(value, refer, out, 0)
    return bytes(out)


def decode(body: bytes, resolve: Resolve | None = None) -> Any:
    """Return the value in `body`; `resolve` finds what a reference means.

    Raises:
        BadMessage: anything else than one whole, well-formed value.
    """
    reader = _Reader(body, resolve)
    try:
        value = reader.value(0)
    except NO_VALUE as error:
        raise BadMessage(f"not a value: {type(error).__name__}") from None
    if reader.at != len(body):
        raise BadMessage("bytes after the end of a value")
    return value


def is_plain(value: Any) -> bool:
    """Return whether `value` itself, apart from what it holds, crosses by value or by name."""
    kind = type(value)
    if kind is np.ndarray:
        return value.dtype.kind in ARRAY_KINDS
    return kind in PLAIN or known_name(value) is not None


def is_small(value: Any) -> bool:
    """Return whether `value` is an array, a number or a text, and no more than a few pages."""
    kind = type(value)
    if kind is np.ndarray:
        return value.dtype.kind in ARRAY_KINDS and value.nbytes <= SMALL_BYTES
    if kind is str or kind is bytes:
        return len(value) <= SMALL_BYTES
    if kind is int:
        return -(2**63) <= value < 2**63
    return kind in ATOMS


def _write(value: object, refer: Refer, out: bytearray, depth: int) -> None:
    kind = type(value)
    write = ATOMS.get(kind)
    if write is not None:
        write(value, out)
        return
    reference = None if kind in NEVER_REFERRED else refer(value)
    if reference is not None:
        out += reference[0] + LENGTH.pack(reference[1])
    else:
        _write_plain(value, refer, out, depth)


def _write_plain(value: Any, refer: Refer, out: bytearray, depth: int) -> None:
    """Write by exact type: a subclass may lie about what it holds."""
    if depth > DEPTH:
        raise CannotCross(f"nested deeper than {DEPTH} levels")
    kind = type(value)
    if kind in ATOMS:
        ATOMS[kind](value, out)
    elif kind is np.ndarray and value.dtype.kind in ARRAY_KINDS:
        _write_array(value, out)
    elif kind in CONTAINERS and len(value) > MOST_PARTS:
        raise CannotCross(f"a {kind.__name__} of {len(value):,}; the most is {MOST_PARTS:,}")
    elif kind is set or kind is frozenset:
        parts = [_part(part, refer, depth) for part in value]
        out += SEQUENCES[kind] + LENGTH.pack(len(parts)) + b"".join(sorted(parts))
    elif kind in SEQUENCES:
        out += SEQUENCES[kind] + LENGTH.pack(len(value))
        for part in value:
            _write(part, refer, out, depth + 1)
    elif kind is dict:
        out += b"d" + LENGTH.pack(len(value))
        for key, part in value.items():
            _write(key, refer, out, depth + 1)
            _write(part, refer, out, depth + 1)
    elif kind is slice or kind is range:
        out += b"l" if kind is slice else b"r"
        for part in (value.start, value.stop, value.step):
            _write(part, refer, out, depth + 1)
    elif kind is np.random.Generator:
        _write_plain(value.bit_generator.state, lambda part: None, _tagged(out, b"g"), depth + 1)
    elif (name := known_name(value)) is not None:
        _sized(out, b"k", name.encode())
    else:
        raise CannotCross(f"a {kind.__name__} is not plain data")


def _part(part: object, refer: Refer, depth: int) -> bytes:
    """Return one member of a set: sorted, they have the same order on both sides."""
    out = bytearray()
    _write(part, refer, out, depth + 1)
    return bytes(out)


def _write_constant(value: bool | None, out: bytearray) -> None:
    out += CONSTANTS[value]


def _write_integer(value: int, out: bytearray) -> None:
    size = value.bit_length() // 8 + 1
    if size > INTEGER_BYTES:
        raise CannotCross(f"an integer of {size:,} bytes; the most is {INTEGER_BYTES:,}")
    _sized(out, b"i", value.to_bytes(size, "big", signed=True))


def _write_float(value: float, out: bytearray) -> None:
    out += b"f" + DOUBLE.pack(value)


def _write_complex(value: complex, out: bytearray) -> None:
    out += b"c" + DOUBLE.pack(value.real) + DOUBLE.pack(value.imag)


def _write_text(value: str, out: bytearray) -> None:
    _sized(out, b"s", value.encode("utf-8", "surrogatepass"))


def _write_bytes(value: bytes, out: bytearray) -> None:
    _sized(out, b"b", value)


def _write_array(value: np.ndarray, out: bytearray) -> None:
    out += _array_head(value.dtype, value.shape, value.flags.writeable)
    out += value.tobytes()


@lru_cache(FORMS)
def _array_head(dtype: np.dtype, shape: tuple[int, ...], writeable: bool) -> bytes:
    size = math.prod(shape) * dtype.itemsize
    if size > ARRAY_BYTES:  # a broadcast array may claim more than there is memory
        raise CannotCross(f"an array of {size:,} bytes at once; the most is {ARRAY_BYTES:,}")
    name = dtype.str.encode()
    sides = struct.pack(f">{len(shape)}Q", *shape)
    return (b"a" if writeable else b"A") + bytes((len(name), len(shape))) + name + sides


def _write_scalar(value: np.generic, out: bytearray) -> None:
    out += _scalar_head(value.dtype)
    out += value.tobytes()


@lru_cache(FORMS)
def _scalar_head(dtype: np.dtype) -> bytes:
    name = dtype.str.encode()
    return b"n" + bytes((len(name),)) + name


def _sized(out: bytearray, tag: bytes, body: bytes) -> None:
    out += tag + LENGTH.pack(len(body)) + body


def _tagged(out: bytearray, tag: bytes) -> bytearray:
    out += tag
    return out


class _Reader:
    """Takes values off a message, front to back."""

    def __init__(self, body: bytes, resolve: Resolve | None) -> None:
        self.body, self.size, self.resolve = body, len(body), resolve
        self.at = self.nodes = 0

    def value(self, depth: int) -> Any:
        """Return the next value."""
        self.nodes += 1
        if depth > DEPTH + 2 or self.nodes > NODES:
            raise BadMessage("nested too deeply, or too many parts")
        at = self.at
        if at >= self.size:
            raise BadMessage("the value ends early")
        self.at = at + 1
        read = READERS.get(self.body[at])
        if read is not None:
            return read(self, depth)
        tag = self.body[at : at + 1]
        if tag in b"HCS" and self.resolve is not None:
            return self.resolve(tag, self.length())
        raise BadMessage(f"no value begins with {tag!r}")

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        at, end = self.at, self.at + count
        if end > self.size:
            raise BadMessage("the value ends early")
        self.at = end
        return self.body[at:end]

    def length(self) -> int:
        at = self.at
        if at + 4 > self.size:
            raise BadMessage("the value ends early")
        self.at = at + 4
        return LENGTH_AT(self.body, at)[0]

    def sized(self) -> bytes:
        return self.take(self.length())

    def three(self, depth: int) -> list[Any]:
        return [self.value(depth + 1) for _ in range(3)]

    def parts(self, depth: int) -> list[Any]:
        count = self.length()
        if count > self.size - self.at:  # a part takes a byte at least
            raise BadMessage("the value ends early")
        value, inner = self.value, depth + 1
        return [value(inner) for _ in range(count)]


def _read_integer(reader: _Reader, depth: int) -> int:
    body = reader.sized()
    if len(body) > INTEGER_BYTES:
        raise BadMessage("an integer too large")
    return int.from_bytes(body, "big", signed=True)


def _read_float(reader: _Reader, depth: int) -> float:
    return DOUBLE.unpack(reader.take(8))[0]


def _read_complex(reader: _Reader, depth: int) -> complex:
    return complex(_read_float(reader, depth), _read_float(reader, depth))


def _read_dict(reader: _Reader, depth: int) -> dict:
    value, inner = reader.value, depth + 1
    return {value(inner): value(inner) for _ in range(reader.length())}


def _read_slice(reader: _Reader, depth: int) -> slice:
    return slice(*reader.three(depth))


def _read_range(reader: _Reader, depth: int) -> range:
    return range(*reader.three(depth))


@lru_cache(FORMS)
def _dtype(name: bytes) -> np.dtype:
    try:
        return dtype_of(name.decode("ascii"))
    except BadName:
        raise BadMessage("no such dtype") from None


@lru_cache(FORMS)
def _array_form(name: bytes, sides: bytes) -> tuple[np.dtype, tuple[int, ...], int]:
    """Return dtype, shape and number of elements of an array."""
    dtype, dimensions = _dtype(name), len(sides) // 8
    if dimensions > DIMENSIONS:
        raise BadMessage("too many dimensions")
    shape = struct.unpack(f">{dimensions}Q", sides)
    count = math.prod(shape)
    if count * dtype.itemsize == 0 and max(shape, default=0) > NODES:
        raise BadMessage("an empty array with a side too long")
    return dtype, shape, count


def _read_array(reader: _Reader, depth: int) -> np.ndarray:
    name, sides = reader.take(2)
    dtype, shape, count = _array_form(reader.take(name), reader.take(8 * sides))
    size = count * dtype.itemsize
    at = reader.at
    if at + size > reader.size:  # before anything is made
        raise BadMessage("an array whose shape and bytes disagree")
    reader.at = at + size
    if not size:
        return np.zeros(shape, dtype)
    return np.frombuffer(reader.body, dtype, count, at).reshape(shape).copy()


def _read_fixed_array(reader: _Reader, depth: int) -> np.ndarray:
    array = _read_array(reader, depth)
    array.flags.writeable = False
    return array


def _read_scalar(reader: _Reader, depth: int) -> np.generic:
    dtype = _dtype(reader.take(reader.take(1)[0]))
    body = reader.take(dtype.itemsize)
    return np.frombuffer(body, dtype)[0] if body else dtype.type()


def _read_generator(reader: _Reader, depth: int) -> np.random.Generator:
    state = reader.value(depth + 1)
    name = state["bit_generator"] if type(state) is dict else None
    if type(name) is not str or name not in GENERATORS:
        raise BadMessage("no such random generator")
    require_sound(state)
    bits = GENERATORS[name](0)
    bits.state = state
    return np.random.Generator(bits)


def _read_known(reader: _Reader, depth: int) -> object:
    try:
        return known_object(reader.sized().decode("ascii"))
    except BadName:
        raise BadMessage("no object of that name") from None


SEQUENCES: dict[type, bytes] = {list: b"L", tuple: b"U", set: b"E", frozenset: b"Z"}
CONTAINERS = frozenset({list, tuple, dict, set, frozenset})
NUMPY_SCALARS = frozenset(
    kind for kind in np.sctypeDict.values() if np.dtype(kind).kind in ARRAY_KINDS
)
ATOMS: dict[type, Callable[[Any, bytearray], None]] = {
    type(None): _write_constant,
    bool: _write_constant,
    int: _write_integer,
    float: _write_float,
    complex: _write_complex,
    str: _write_text,
    bytes: _write_bytes,
}
ATOMS |= dict.fromkeys(NUMPY_SCALARS, _write_scalar)
NEVER_REFERRED = frozenset({tuple, frozenset, slice, range, *ATOMS})
PLAIN = frozenset({dict, slice, range, np.random.Generator, *ATOMS, *SEQUENCES})
CONSTANTS: dict[Any, bytes] = {None: b"N", True: b"T", False: b"F"}
_READERS: dict[bytes, Callable[[_Reader, int], Any]] = {
    b"N": lambda reader, depth: None,
    b"T": lambda reader, depth: True,
    b"F": lambda reader, depth: False,
    b"i": _read_integer,
    b"f": _read_float,
    b"c": _read_complex,
    b"s": lambda reader, depth: reader.sized().decode("utf-8", "surrogatepass"),
    b"b": lambda reader, depth: reader.sized(),
    b"L": _Reader.parts,
    b"U": lambda reader, depth: tuple(reader.parts(depth)),
    b"E": lambda reader, depth: set(reader.parts(depth)),
    b"Z": lambda reader, depth: frozenset(reader.parts(depth)),
    b"d": _read_dict,
    b"l": _read_slice,
    b"r": _read_range,
    b"a": _read_array,
    b"A": _read_fixed_array,
    b"n": _read_scalar,
    b"g": _read_generator,
    b"k": _read_known,
}

READERS = {tag[0]: read for tag, read in _READERS.items()}
