"""Which samples can nnviz make by itself?  The table of generators, each with its definition and its source."""

import numpy as np

from nnviz.core.arrays import Array
from nnviz.data import classes, curves, digits, glyphs, houses, own_formula, toy
from nnviz.data.generator import MOST_NOISE, Generator, Kind, Parameter
from nnviz.data.spec import Generated
from nnviz.errors import BadInput

_PLAYGROUND = "TensorFlow Playground"
_OWN = "nnviz"

_CUBIC = (("a3", 4), ("a2", 0), ("a1", -3), ("a0", 0))
_CLASSES = Parameter("classes", 3, 2, 6, whole=True)


def _line(slope: float, intercept: float) -> tuple[Parameter, ...]:
    return Parameter("slope", slope, -10, 10), Parameter("intercept", intercept, -50, 50)


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
            "plane",
            "Plane",
            "y = (x1 + x2) / 10, x1 and x2 from −6 to 6; noise shifts the point whose y is taken",
            _PLAYGROUND,
            toy.plane,
            samples=1200,
        ),
        Generator(
            "multi_gauss",
            "Six bumps",
            "three tops and three hollows, ±max(0, 1 − d / 2) at distance d; noise shifts the point whose y is taken",
            _PLAYGROUND,
            toy.multi_gauss,
            samples=1200,
        ),
        Generator(
            "moons",
            "Two moons",
            "two half circles of radius 1, y = 0 and 1; noise is the deviation of each coordinate",
            "after scikit-learn",
            classes.moons,
        ),
        Generator(
            "spirals",
            "Spirals",
            "one arm r = 5 s, angle = 2π s for each class, s from 0 to 1; noise shifts the points",
            "after CS231n",
            classes.spirals,
            parameters=(_CLASSES,),
        ),
        Generator(
            "blobs",
            "Blobs",
            "normal clouds around centers on a circle of radius 4; the variance of each coordinate is 0.5 + 7 noise",
            "after scikit-learn",
            classes.blobs,
            parameters=(_CLASSES,),
        ),
        Generator(
            "line",
            "Line",
            "y = m x + b, x from −1 to 1; noise is the deviation of y",
            _OWN,
            curves.line,
            kind=Kind.CURVE,
            samples=100,
            parameters=_line(0.5, 0),
        ),
        Generator(
            "sine",
            "Sine",
            "y = sin(π p x), p periods for x from −1 to 1; noise is the deviation of y",
            _OWN,
            curves.sine,
            kind=Kind.CURVE,
            samples=100,
            parameters=(Parameter("periods", 1, 0.25, 10),),
        ),
        Generator(
            "step",
            "Step",
            "y = +1 where x ≥ t, else −1, x from −1 to 1; noise is the deviation of y",
            _OWN,
            curves.step,
            kind=Kind.CURVE,
            samples=100,
            parameters=(Parameter("threshold", 0, -1, 1),),
        ),
        Generator(
            "polynomial",
            "Polynomial",
            "y = a₃ x³ + a₂ x² + a₁ x + a₀, x from −1 to 1; noise is the deviation of y",
            _OWN,
            curves.polynomial,
            kind=Kind.CURVE,
            samples=100,
            parameters=tuple(
                Parameter(f"a{power}", size, -10, 10) for power, size in ((3, 4), (2, 0), (1, -3), (0, 0))
            ),
        ),
        Generator(
            "expression",
            "Own formula",
            "y = f(x) as typed, or f(x1, x2, …) of several inputs, each from low to high; noise is the deviation of y",
            _OWN,
            own_formula.expression,
            kind=Kind.CURVE,
            samples=100,
            parameters=(
                Parameter("inputs", 1, 1, 4, whole=True),
                Parameter("low", -1, -1000, 1000),
                Parameter("high", 1, -1000, 1000),
            ),
            own_formula=own_formula.DEFAULT,
        ),
        Generator(
            "linear_regression",
            "Linear regression",
            "y = m x + b, x from 0 to 5; the deviation of y is 10 noise",
            "after deck 000",
            curves.linear_regression,
            kind=Kind.CURVE,
            samples=50,
            parameters=_line(2, 0),
        ),
        Generator(
            "logistic_regression",
            "Logistic regression",
            "y = 1 with probability sigmoid(m x + b), else 0, x from 0 to 5; noise turns so many answers round",
            "after decks 000 and 002",
            curves.logistic_regression,
            kind=Kind.CURVE,
            samples=100,
            parameters=_line(2, -5),
        ),
        Generator(
            "house_prices",
            "House prices",
            "price = 0.3 + 1.5 size + 0.2 bedrooms + 0.15 floors − 0.1 age, in 100,000, of size in 100 m², bedrooms, "
            "floors and age in 10 years; noise is the deviation of the price",
            _OWN,
            houses.house_prices,
            kind=Kind.CURVE,
            input_names=("size", "bedrooms", "floors", "age"),
            target_names=("price",),
        ),
        Generator(
            "digits",
            "Hand-like digits",
            "the digits 0 to 9 as strokes of a pen, each in two or three ways, with random size, slant, thickness and "
            "wobble, 28 by 28 pixels; noise changes every pixel by up to so much of full ink",
            _OWN,
            digits.digits,
            kind=Kind.PICTURE,
            samples=2000,
            most_samples=digits.MOST_SAMPLES,
            input_shape=(digits.SIDE, digits.SIDE),
            class_names=tuple("0123456789"),
        ),
        Generator(
            "glyph_digits",
            "Ten digits",
            "the digits 0 to 9, drawn on 5 by 7 dots and enlarged to 28 by 28 pixels",
            "after deck 000",
            glyphs.glyph_digits,
            kind=Kind.PICTURE,
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


def generate(source: Generated) -> tuple[Array, Array]:
    """The samples asked for, inputs (N, n_0) and targets (N, n_L), the same on every machine.

    Numbers out of range raise BadInput.
    """
    generator = generator_of(source)
    if not 2 <= source.samples <= generator.most_samples:
        raise BadInput(
            "dataset.samples: give 2 to {most_samples:,} samples, not {samples:,}.",
            most_samples=generator.most_samples,
            samples=source.samples,
        )
    if not 0 <= source.noise <= MOST_NOISE:
        raise BadInput(
            "dataset.noise: give a number from 0 to {most_noise}, not {noise}.",
            most_noise=MOST_NOISE,
            noise=source.noise,
        )
    parameters: dict[str, object] = {**generator.checked(source.parameters)}
    if generator.own_formula:
        parameters["formula"] = source.formula or generator.own_formula
    stream = np.random.RandomState([source.seed % 2**32, 1, 0])
    return generator.generate(source.samples, source.noise, stream, **parameters)
