"""How does a lecture write?  The conventions of the five decks, and of the example by hand that two of them share."""

from dataclasses import dataclass

from nnviz.walkthrough.notation import Notation, Symbols


@dataclass(frozen=True, slots=True)
class Convention:
    """One way to name everything; how many digits are shown is another matter."""

    name: str
    meaning: str
    notation: Notation
    symbols: Symbols
    delta_sign: str = "+"  # "-": delta is the negative slope
    bias_as: str = "b"
    first_layer: int = 1


CONVENTIONS = (
    Convention(
        "w₁ w₂",
        "The 2-2-2 example of decks 003 and 004, by hand: weights w1, w2, … one after the other, biases b, net and out",
        Notation.NUMBERED,
        Symbols.NET_OUT,
    ),
    Convention(
        "000",
        "Deck 000: w with to and from, biases b; a is the net input and o the output; delta holds the minus",
        Notation.TO_FROM,
        Symbols.A_O,
        delta_sign="-",
    ),
    Convention(
        "001",
        "Deck 001: w with from and to; z and a; the bias w0 is the weight of an input x0 that is always 1",
        Notation.FROM_TO,
        Symbols.Z_A,
        bias_as="x0",
    ),
    Convention(
        "002",
        "Deck 002: W with to, from and the layer above; z and a; biases are the column 0 of W",
        Notation.LAYERED,
        Symbols.Z_A,
        bias_as="x0",
    ),
    Convention(
        "003",
        "Deck 003: w with from and to, biases b; net and out; delta holds the minus",
        Notation.FROM_TO,
        Symbols.NET_OUT,
        delta_sign="-",
    ),
    Convention("004", "Deck 004: w with to and from, biases b; net and out", Notation.TO_FROM, Symbols.NET_OUT),
)
