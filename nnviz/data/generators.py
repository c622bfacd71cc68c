"""Which samples can nnviz make by itself?  The table of generators, each with its definition and its source."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from nnviz.data import glyphs, toy
from nnviz.data.spec import Generated
from nnviz.errors import BadInput

Generate = Callable[[int, float, np.random.RandomState], toy.Samples]
"""(samples, noise, stream) -> inputs (N, n_0), targets (N, n_L)"""

MOST_SAMPLES = 100_000
MOST_NOISE = 0.5


@dataclass(frozen=True, slots=True)
class Generator:
    """A named way to make samples."""

    name: str
    title: str
    formula: str
    source: str
    generate: Generate = field(compare=False, repr=False)
    samples: int = 500  # unless said otherwise
    fixed: bool = False  # always the same samples, whatever number, noise and seed are asked for
    input_shape: tuple[int, int] | None = None
    class_names: tuple[str, ...] | None = None


_PLAYGROUND = "TensorFlow Playground"

GENERATORS: dict[str, Generator] = {
    generator.name: generator
    for generator in (
        Generator(
            "xor",
            "XOR cloud",
            "y = +1 where x1 x2 ≥ 0, else −1; |x1| and |x2| from 0.3 to 5.3; noise shifts the point that is labelled",
            _PLAYGROUND,
            toy.xor,
        ),
        Generator(
            "circle",
            "Circle",
            "y = +1 within 2.5 of the origin, −1 in the ring from 3.5 to 5; noise shifts the point that is labelled",
            _PLAYGROUND,
            toy.circle,
        ),
        Generator(
            "gauss",
            "Two normal clouds",
            "y = +1 around (2, 2), −1 around (−2, −2); the variance of each coordinate is 0.5 + 7 noise",
            _PLAYGROUND,
            toy.gauss,
        ),
        Generator(
            "spiral",
            "Spiral",
            "two arms r = 5 s, angle = 3.5π s, s from 0 to 1, y = +1 and −1; noise shifts the points",
            _PLAYGROUND,
            toy.spiral,
        ),
        Generator(
            "glyph_digits",
            "Ten digits",
            "the digits 0 to 9, drawn on 5 by 7 dots and enlarged to 28 by 28 pixels",
            "after deck 000",
            glyphs.glyph_digits,
            samples=10,
            fixed=True,
            input_shape=(glyphs.SIDE, glyphs.SIDE),
            class_names=tuple("0123456789"),
        ),
    )
}


def generator_of(source: Generated) -> Generator:
    """The generator that is asked for; an unknown one raises BadInput."""
    if source.generator not in GENERATORS:
        raise BadInput(
            "dataset.generator: “{generator}” is unknown; choose one of {known}.",
            generator=source.generator,
            known=", ".join(GENERATORS),
        )
    return GENERATORS[source.generator]


def generate(source: Generated) -> toy.Samples:
    """The samples asked for, the same on every machine; numbers out of range raise BadInput."""
    generator = generator_of(source)
    if not 2 <= source.samples <= MOST_SAMPLES:
        raise BadInput(
            "dataset.samples: give 2 to {most_samples:,} samples, not {samples:,}.",
            most_samples=MOST_SAMPLES,
            samples=source.samples,
        )
    if not 0 <= source.noise <= MOST_NOISE:
        raise BadInput(
            "dataset.noise: give a number from 0 to {most_noise}, not {noise}.",
            most_noise=MOST_NOISE,
            noise=source.noise,
        )
    return generator.generate(source.samples, source.noise, np.random.RandomState([source.seed % 2**32, 1, 0]))
