"""What are things called that nobody named?  Inputs x1, x2, ...; hidden units h1, ...; outputs o1, ...; targets y1."""


def input_names(count: int) -> tuple[str, ...]:
    """The names of the inputs: x1, x2, ..."""
    return tuple(f"x{i + 1}" for i in range(count))


def target_names(count: int) -> tuple[str, ...]:
    """The names of the targets: y1, y2, ..."""
    return tuple(f"y{i + 1}" for i in range(count))


def layer_name(index: int, depth: int) -> str:
    """The name of a layer among ``depth``: hidden (numbered where there are several), or output."""
    if index == depth - 1:
        return "output"
    return "hidden" if depth == 2 else f"hidden {index + 1}"


def unit_names(index: int, depth: int, count: int) -> tuple[str, ...]:
    """The names of the units of a layer: o1.. in the last, h1.. in the only hidden one, else h1_1.., h2_1.., ..."""
    hidden = "h" if depth == 2 else f"h{index + 1}_"
    prefix = "o" if index == depth - 1 else hidden
    return tuple(f"{prefix}{i + 1}" for i in range(count))
