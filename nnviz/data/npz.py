"""How are arrays read from a file?  The NPZ format of NumPy: a ZIP archive with one NPY file for each array.

An NPY file is six bytes of magic, two of version, the length of the header, the header (type, order and shape as text),
and then the numbers. Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html. Only numbers are
read, never Python objects (pickles), so that no file can run anything; and a header is checked before it is believed.
"""

import math
import re
import struct
import zipfile
import zlib
from pathlib import Path

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data.idx import MOST_VALUES
from nnviz.errors import BadInput
from nnviz.sentence import Sentence

ARCHIVE, ARRAY = b"PK\x03\x04", b"\x93NUMPY"
MOST_BYTES = 8 * MOST_VALUES + 65_536
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How NumPy packs arrays."""
LONGEST_HEADER = 10_000
DAMAGES = (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, struct.error)
"""What the reader of archives raises where one is damaged."""
HEADER = re.compile(
    rb"\{'descr': '([<>|=])([a-zA-Z])(\d{1,4})', 'fortran_order': (True|False), "
    rb"'shape': \(((?:\d{1,12}(?:, ?\d{1,12})*)?),?\),? ?\}\s*"
)
SIZES = {b"b": (1,), b"u": (1, 2, 4, 8), b"i": (1, 2, 4, 8), b"f": (2, 4, 8)}
"""Kind of number (truth, unsigned, integer, float) -> the bytes it may have."""


class Npz:
    """The arrays of an NPZ file, read when they are asked for; to be used in a ``with`` statement.

    A file that is none, and an array that is missing, damaged or no array of numbers, raise BadInput.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._archive = _opened(path)
        self.names = tuple(name.removesuffix(".npy") for name in self._archive.namelist() if name.endswith(".npy"))

    def __enter__(self) -> "Npz":
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def array(self, name: str, asked_by: str) -> Array:
        """The array ``name``, which the entry ``asked_by`` of the data asks for."""
        if name not in self.names:
            raise BadInput(
                "dataset.{asked_by}: {path} has no array “{name}”; it has {names} (its list begins at byte {place:,}).",
                asked_by=asked_by,
                path=self.path,
                place=self._archive.start_dir,
                name=name,
                names=", ".join(self.names[:20]) or "none",
            )
        return self._parsed(name, self._unpacked(self._archive.getinfo(f"{name}.npy"), name))

    def _unpacked(self, entry: zipfile.ZipInfo, name: str) -> bytes:
        if entry.compress_type not in PLAIN:
            raise self._refused(name, entry.header_offset, Sentence("it is packed in an unknown way"))
        if entry.file_size > MOST_BYTES:
            raise self._refused(name, entry.header_offset, Sentence("it is too large"))
        try:
            with self._archive.open(entry) as stream:
                return stream.read()
        except DAMAGES as error:
            raise self._refused(name, entry.header_offset, Sentence("it is damaged ({error})", error=error)) from error

    def _parsed(self, name: str, data: bytes) -> Array:
        """The numbers of an NPY file."""
        place = self._archive.getinfo(f"{name}.npy").header_offset
        begin = 10 if data[6:7] == b"\x01" else 12
        end = begin + int.from_bytes(data[8:begin], "little")
        header = HEADER.fullmatch(data, begin, min(end, begin + LONGEST_HEADER))
        if data[:6] != ARRAY or header is None or int(header[3]) not in SIZES.get(header[2], ()):
            raise self._refused(name, place, Sentence("it is no array of numbers"))
        shape = tuple(int(length) for length in header[5].split(b",") if length)
        count = math.prod(shape)
        if not shape:
            raise self._refused(name, place, Sentence("it is a single number and has no rows"))
        if not 0 < count <= MOST_VALUES:
            reason = Sentence("it holds {count:,} numbers, not 1 to {most:,} in rows", count=count, most=MOST_VALUES)
            raise self._refused(name, place, reason)
        length = end + count * int(header[3])
        if len(data) != length:
            told = Sentence("it has {found:,} bytes, its header says {expected:,}", found=len(data), expected=length)
            raise self._refused(name, place, told)
        numbers = np.frombuffer(data, np.dtype(b"".join(header.group(1, 2, 3)).decode()), offset=end)
        return numbers.reshape(shape, order="F" if header[4] == b"True" else "C")

    def _refused(self, name: str, place: int, reason: Sentence) -> BadInput:
        return BadInput(
            "{path}, byte {place:,}, array “{name}”: {reason}; save it again with numpy.savez.",
            path=self.path,
            place=max(place, 0),
            name=name,
            reason=reason,
        )


def _opened(path: Path) -> zipfile.ZipFile:
    if not path.is_file():
        raise BadInput("The file {path} does not exist; put it there or correct the path.", path=path)
    try:
        with path.open("rb") as file:
            begin = file.read(len(ARCHIVE))
    except OSError as error:
        raise BadInput(
            "The file {path} cannot be read: {reason}.", path=path, reason=error.strerror or str(error)
        ) from error
    if begin != ARCHIVE:
        raise BadInput(
            "{path}, byte 0: this is no NPZ file (it begins with {begin}, not with 50 4b 03 04); choose another.",
            path=path,
            begin=begin.hex(" ") or "nothing",
        )
    try:
        return zipfile.ZipFile(path)
    except DAMAGES as error:
        raise BadInput(
            "{path}, byte {end:,}: the list of arrays at the end is damaged or missing ({error}); get the file again.",
            path=path,
            end=path.stat().st_size,
            error=str(error),
        ) from error
