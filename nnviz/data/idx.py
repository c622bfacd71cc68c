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
            raise BadInput(f"The file {path} does not exist; put the {kind} there or correct the path.")
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as stream:
            return _values(stream, path, dimensions, kind)  # type: ignore[arg-type]
    except OSError as error:
        raise BadInput(f"The file {path} cannot be read: {error.strerror or error}.") from error


def _values(stream: BinaryIO, path: Path, dimensions: int, kind: str) -> Array:
    header_length = 4 + 4 * dimensions
    header = _bytes(stream, path, 0, header_length)
    if header[:4] != bytes((0, 0, UNSIGNED_BYTES, dimensions)):
        raise BadInput(
            f"{path}, byte 0: this is no IDX file of {kind} (it begins with {header[:4].hex(' ') or 'nothing'},"
            f" not with 00 00 08 {dimensions:02x}); choose another file."
        )
    if len(header) < header_length:
        raise BadInput(f"{path}, byte {len(header)}: the file ends within its header; get it again.")
    shape = tuple(int(size) for size in np.frombuffer(header, ">u4", offset=4))
    count = math.prod(shape)
    if not 0 < count <= MOST_VALUES:
        sizes = " x ".join(str(size) for size in shape)
        raise BadInput(f"{path}, byte 4: the header says {sizes} values; 1 to {MOST_VALUES:,} can be read.")
    body = _bytes(stream, path, header_length, count + 1)
    if len(body) != count:
        found = "more" if len(body) > count else f"only {header_length + len(body):,}"
        raise BadInput(
            f"{path}, byte {header_length + min(len(body), count):,}: the header says {header_length + count:,} bytes,"
            f" but there are {found}; get the file again."
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
        raise BadInput(f"{path}, unpacked byte {at:,}: the packed file is damaged ({error}); get it again.") from error
    return read
