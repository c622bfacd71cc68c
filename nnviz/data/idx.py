"""How are pictures read from a file?  The IDX format of MNIST, gzipped or not.

An IDX file is a header and then one byte per value. The header: two zero bytes, the type of the values (8: unsigned
bytes), the number of dimensions, and each dimension as a 32-bit number, highest byte first. Source:
http://yann.lecun.com/exdb/mnist/. The header is checked before anything is allocated, and the file must be exactly as
long as its header says.
"""

import gzip
import math
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np

from nnviz.core.arrays import Array
from nnviz.errors import BadInput

MOST_VALUES = 60_000_000  # all of MNIST is 54,880,000
UNSIGNED_BYTES = 8
PIECE = 1 << 20


def read_images(path: Path) -> Array:
    """The pictures of an IDX file, (N, rows, columns), unsigned bytes; a file that is none raises BadInput."""
    return _read(path, 3, "images")


def read_labels(path: Path) -> Array:
    """The labels of an IDX file, (N,), unsigned bytes; a file that is none raises BadInput."""
    return _read(path, 1, "labels")


def _read(path: Path, dimensions: int, kind: str) -> Array:
    try:
        if not path.is_file():
            raise BadInput(
                "The file {path} does not exist; put the {kind} there or correct the path.", path=path, kind=kind
            )
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as stream:
            return _values(stream, path, dimensions, kind)  # type: ignore[arg-type]
    except OSError as error:
        raise BadInput(
            "The file {path} cannot be read: {reason}.", path=path, reason=error.strerror or str(error)
        ) from error


def _values(stream: BinaryIO, path: Path, dimensions: int, kind: str) -> Array:
    header_length = 4 + 4 * dimensions
    header = _bytes(stream, path, 0, header_length)
    if header[:4] != bytes((0, 0, UNSIGNED_BYTES, dimensions)):
        raise BadInput(
            "{path}, byte 0: this is no IDX file of {kind} (it begins with {begin}, not with 00 00 08 "
            "{dimensions:02x}); choose another file.",
            path=path,
            kind=kind,
            begin=header[:4].hex(" ") or "nothing",
            dimensions=dimensions,
        )
    if len(header) < header_length:
        raise BadInput(
            "{path}, byte {count}: the file ends within its header; get it again.", path=path, count=len(header)
        )
    shape = tuple(int(size) for size in np.frombuffer(header, ">u4", offset=4))
    count = math.prod(shape)
    if not 0 < count <= MOST_VALUES:
        sizes = " x ".join(str(size) for size in shape)
        raise BadInput(
            "{path}, byte 4: the header says {sizes} values; 1 to {most_values:,} can be read.",
            path=path,
            sizes=sizes,
            most_values=MOST_VALUES,
        )
    body = _bytes(stream, path, header_length, count + 1)
    if len(body) != count:
        found = "more" if len(body) > count else f"only {header_length + len(body):,}"
        raise BadInput(
            "{path}, byte {at:,}: the header says {expected:,} bytes, but there are {found}; get the file again.",
            path=path,
            at=header_length + min(len(body), count),
            expected=header_length + count,
            found=found,
        )
    return np.frombuffer(body, np.uint8).reshape(shape)


def _bytes(stream: BinaryIO, path: Path, position: int, length: int) -> bytearray:
    """At most ``length`` bytes, fewer where the stream ends."""
    read = bytearray()
    try:
        while len(read) < length and (piece := stream.read(min(PIECE, length - len(read)))):
            read += piece
    except (zlib.error, EOFError, gzip.BadGzipFile) as error:
        at = position + len(read)
        raise BadInput(
            "{path}, unpacked byte {at:,}: the packed file is damaged ({error}); get it again.",
            path=path,
            at=at,
            error=str(error),
        ) from error
    return read
