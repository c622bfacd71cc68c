"""The objects of a network file, key by key as they are written, and how JSON becomes one of them."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar, cast

import msgspec
from msgspec import Meta, Struct

from nnviz.errors import BadInput
from nnviz.sentence import Sentence
from nnviz.storage.json_tree import JsonObject, below, quoted

T = TypeVar("T")

MOST_LAYERS = 32
MOST_UNITS = 4_096
MOST_PARAMETERS = 1_000_000

Count = Annotated[int, Meta(ge=0, le=2**53)]
AtLeastOne = Annotated[int, Meta(ge=1, le=2**53)]
Seed = Annotated[int, Meta(ge=0, le=2**32 - 1)]
NotNegative = Annotated[float, Meta(ge=0)]
Named = str | JsonObject
"""A name, or an object of a name and parameters."""


class NetworkFile(Struct, kw_only=True):
    """The whole file."""

    format: str
    version: int
    name: str = ""
    description: str = ""
    topic: str = ""
    inputs: Annotated[int, Meta(ge=1, le=MOST_PARAMETERS)] | Annotated[list[str], Meta(min_length=1)]
    layers: Annotated[list[JsonObject], Meta(min_length=1, max_length=MOST_LAYERS)]
    loss: str = "mean_half_sse"
    report: list[str] = []
    optimizer: Named = "sgd"
    regularization: JsonObject | None = None
    train_bias: str = "per_unit"
    batch_size: AtLeastOne = 1
    shuffle: bool = False
    leftover: str = "smaller"
    seed: Seed = 0
    precision: str = "float64"
    stop: JsonObject = {}
    dataset: JsonObject | None = None
    view: JsonObject = {}
    progress: JsonObject | None = None


class LayerFile(Struct, kw_only=True):
    """One of the ``layers``."""

    name: str | None = None
    units: Annotated[int, Meta(ge=1, le=MOST_UNITS)]
    activation: Named = "linear"
    use_bias: bool = True
    initializer: Named = "glorot_uniform"
    bias_initializer: Named = "zeros"
    unit_names: list[str] | None = None
    weight_names: list[list[str]] | None = None
    bias_names: list[str] | None = None
    weight: list[list[float]] | None = None
    bias: list[float] | None = None


class RegularizationFile(Struct, kw_only=True):
    """``regularization``."""

    name: str = "none"
    rate: NotNegative = 0.0
    divide_by_samples: bool = True
    dead_weights: bool = False


class StopFile(Struct, kw_only=True):
    """``stop``."""

    epochs: AtLeastOne | None = None
    train_loss: NotNegative | None = None
    test_loss: NotNegative | None = None


class ViewFile(Struct, kw_only=True):
    """``view``."""

    notation: str = "numbered"
    symbols: str = "z_a"
    first_layer: Annotated[int, Meta(ge=0, le=1)] = 1
    delta_sign: str = "+"
    bias_as: str = "b"
    digits: Annotated[int, Meta(ge=2, le=9)] | str = 4
    speed: str = "10/s"
    panels: list[str] = []
    target_loss: NotNegative | None = None
    noise_floor: bool = False


class AnyDataFile(Struct, kw_only=True):
    """What every form of ``dataset`` may add."""

    rows: list[Count] | None = None
    test_fraction: Annotated[float, Meta(ge=0, lt=1)] | None = None
    test_last: Count | None = None
    class_names: list[str] | None = None
    sample_names: list[str] | None = None
    input_shape: Annotated[list[AtLeastOne], Meta(min_length=2, max_length=2)] | None = None
    standardize: bool = False
    features: Annotated[list[str], Meta(min_length=1)] | None = None
    target_features: Annotated[list[str], Meta(min_length=1)] | None = None


class InlineFile(AnyDataFile, kw_only=True):
    """``dataset`` with the samples themselves."""

    inputs: Annotated[list[list[float]], Meta(min_length=1)]
    targets: list[list[float]] | str


class GeneratedFile(AnyDataFile, kw_only=True):
    """``dataset`` by a generator."""

    generator: str
    samples: AtLeastOne | None = None
    noise: NotNegative = 0.0
    seed: Seed = 0
    formula: str | None = None
    targets: str | None = None


class ImagesFile(AnyDataFile, kw_only=True):
    """``dataset`` in IDX files."""

    images: str
    labels: str
    test_images: str | None = None
    test_labels: str | None = None
    targets: str | None = None


class TableFile(AnyDataFile, kw_only=True):
    """``dataset`` in a CSV file."""

    file: str
    inputs: list[str]
    targets: list[str] | str
    delimiter: str = ","
    decimal: str = "."
    header: bool = True
    missing: str = "drop"
    one_hot: list[str] = []


class NpzFile(AnyDataFile, kw_only=True):
    """``dataset`` in arrays of an NPZ file."""

    npz: str
    inputs: str
    targets: str
    test_inputs: str | None = None
    test_targets: str | None = None


class ArraysFile(Struct, kw_only=True):
    """One value for each weight and bias of a layer."""

    weight: list[list[float]]
    bias: list[float] | None = None


class ProgressFile(Struct, kw_only=True):
    """``progress``."""

    epoch: Count
    iteration: Count
    batch: Count = 0
    carried: list[Count] = []
    optimizer_state: JsonObject
    initial: list[JsonObject]


def typed(value: object, kind: type[T], path: str) -> T:
    """``value``, found at ``path``, as a ``kind``; unknown keys, missing keys and wrong types raise BadInput."""
    if isinstance(value, dict) and issubclass(kind, Struct):
        check_keys(value, kind.__struct_fields__, path)
    return cast(T, converted(value, kind, path))


def converted(value: object, kind: Any, path: str) -> Any:
    """``value`` as any type that msgspec knows."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        place = place.rstrip("`")
        raise BadInput(
            "at {path}{place}, {reason}", path=path, place=place, reason=_sentence(reason, _reached(value, place))
        ) from None


def check_keys(value: JsonObject, known: Iterable[str], path: str) -> None:
    """Refuse a key of the object at ``path`` that is not among ``known``."""
    for key in value:
        if key not in known:
            raise BadInput(
                "{place} is not a known name{hint}", place=below(path, key), hint=_suggestion(key, list(known))
            )


def check_choice(value: object, choices: Iterable[str], path: str) -> str:
    """``value``, if it is one of the ``choices``."""
    if isinstance(value, str) and value in choices:
        return value
    meant = get_close_matches(value, list(choices), 1) if isinstance(value, str) else []
    hint = _meant(meant[0]) if meant else ""
    raise BadInput(
        "at {path}, expected one of {known}, found {found}{hint}",
        path=path,
        known=", ".join(choices),
        found=quoted(value),
        hint=hint,
    )


def present(part: Struct) -> JsonObject:
    """The keys and values of ``part``, without those that are None."""
    values = msgspec.structs.asdict(part)
    return {key: value for key, value in values.items() if value is not None}


def _suggestion(key: str, known: list[str]) -> Sentence:
    meant = get_close_matches(key, known, 1)
    return _meant(meant[0]) if meant else Sentence("; known here: {known}", known=", ".join(known))


def _meant(name: str) -> Sentence:
    return Sentence('. Did you mean "{name}"?', name=name)


_WORDS = {
    "int": Sentence("a whole number"),
    "float": Sentence("a number"),
    "str": Sentence("a text"),
    "bool": Sentence("true or false"),
    "array": Sentence("a list"),
    "object": Sentence("an object"),
    "null": Sentence("null"),
}


def _sentence(reason: str, found: object) -> Sentence:
    missing = re.search("missing required field `(.*)`", reason)
    if missing:
        return Sentence('the name "{name}" is missing', name=missing[1])
    expected = re.sub("^Expected |, got .*", "", reason)
    words: str = _WORDS.get(expected.strip("`")) or re.sub(
        "`(.*?)`", lambda kinds: " or ".join(_WORDS.get(k, k) for k in kinds[1].split(" | ")), expected
    )
    return Sentence("expected {words}, found {found}", words=words, found=quoted(found))


def _reached(value: Any, place: str) -> Any:
    for name, index in re.findall(r"\.(\w+)|\[(\d+)\]", place):
        value = value[int(index)] if index else value[name]
    return value
