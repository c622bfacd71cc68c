"""How a network file says where its samples come from."""

from dataclasses import dataclass, field

from nnviz.core.arrays import Array


@dataclass(frozen=True, slots=True, eq=False)
class Inline:
    """The samples themselves, and what is known of where they come from."""

    inputs: Array  # (N, n_0)
    targets: Array | None  # (N, n_L); none where the targets are the inputs
    input_names: tuple[str, ...] | None = None  # of the columns; none: x1, x2, ...
    target_names: tuple[str, ...] | None = None  # none: y1, y2, ...
    origin: str | None = None  # where they come from, to follow "from"; none where they were made here
    edited: bool = False  # whether they were changed since


@dataclass(frozen=True, slots=True)
class Generated:
    """A named generator of toy samples; the same seed gives the same samples on every machine."""

    generator: str
    samples: int = 500
    noise: float = 0.0  # 0 to 0.5
    seed: int = 0
    parameters: tuple[tuple[str, float], ...] = ()  # the generator's own; its defaults where they are left out
    formula: str = ""  # of the generator that asks for one; empty: its default


@dataclass(frozen=True, slots=True)
class Images:
    """IDX files, gzipped or not; paths are relative to the network file."""

    images: str
    labels: str
    test_images: str | None = None
    test_labels: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of a text file (CSV); the path is relative to the network file."""

    file: str
    inputs: tuple[str, ...]  # names of columns
    targets: tuple[str, ...]  # none where the targets are the inputs
    delimiter: str = ","
    decimal: str = "."
    header: bool = True  # the first row holds the names
    missing: str = "drop"  # a row with a gap is left out; "mean": a gap among the inputs is the mean of its column
    one_hot: tuple[str, ...] = ()  # columns of texts, one number for each different text


@dataclass(frozen=True, slots=True)
class Arrays:
    """Arrays of an NPZ file, by their names; the path is relative to the network file."""

    npz: str
    inputs: str
    targets: str | None  # none where the targets are the inputs
    test_inputs: str | None = None
    test_targets: str | None = None


Source = Inline | Generated | Images | Table | Arrays


@dataclass(frozen=True, slots=True, eq=False)
class DataSpec:
    """The source of the samples, and what any source may add."""

    source: Source
    rows: tuple[int, ...] | None = None  # only these samples, by index
    test_fraction: float | None = None  # drawn by the recipe's seed
    test_last: int | None = None  # or: the last ones test
    targets_are_inputs: bool = False
    class_names: tuple[str, ...] | None = None
    sample_names: tuple[str, ...] | None = None
    input_shape: tuple[int, int] | None = None
    standardize: bool = False  # by mean and deviation of the training rows
    features: tuple[str, ...] = ()  # expressions over the inputs, which become the inputs; none: the inputs themselves
    target_features: tuple[str, ...] = ()  # expressions over inputs and targets, which become the targets
    extras: dict[str, object] = field(default_factory=dict)  # x-... keys, kept
