"""Which published data can be had from the internet?  What each is, whose it is, where it is, and how it is checked.

Sizes and SHA-256 of MNIST's files are those that its mirrors and the libraries that read it give; those of the
California housing table were taken of the file itself.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from nnviz.sentence import Sentence


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file, as it is called at each address and in the user's folder."""

    name: str
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Published:
    """Data that somebody has published."""

    name: str  # of their folder, and of the network file that learns from them
    title: str
    content: str
    license: str
    source: str
    addresses: tuple[str, ...]  # each has every file; the first is asked first
    files: tuple[PublishedFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The computers that are asked."""
        return tuple(dict.fromkeys(urlsplit(address).netloc for address in self.addresses))


_HOUSES = "https://raw.githubusercontent.com/ageron/handson-ml2/{version}/datasets/housing/"

PUBLISHED: tuple[Published, ...] = (
    Published(
        "mnist",
        "MNIST",
        Sentence("70,000 handwritten digits of 28 by 28 pixels: 60,000 to train with, 10,000 to test with."),
        "CC BY-SA 3.0",
        "Y. LeCun, C. Cortes, C. J. C. Burges: The MNIST database of handwritten digits (1998)",
        ("https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"),
        (
            PublishedFile(
                "train-images-idx3-ubyte.gz",
                9_912_422,
                "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
            ),
            PublishedFile(
                "train-labels-idx1-ubyte.gz",
                28_881,
                "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
            ),
            PublishedFile(
                "t10k-images-idx3-ubyte.gz",
                1_648_877,
                "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
            ),
            PublishedFile(
                "t10k-labels-idx1-ubyte.gz",
                4_542,
                "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
            ),
        ),
    ),
    Published(
        "california-housing",
        "California housing",
        Sentence(
            "20,640 districts of California in the census of 1990: where they are, their houses, people and income, "
            "and what a house is worth there."
        ),
        "Apache 2.0",
        "R. K. Pace, R. Barry: Sparse Spatial Autoregressions (1997); with gaps and a column of texts by A. Géron",
        (_HOUSES.format(version="aa555aa16b9d0af6c84e67c7757f3317d05acb12"), _HOUSES.format(version="master")),
        (PublishedFile("housing.csv", 1_423_529, "8a3727f4cf54ac1a327f69b1d5b4db54c5834ea81c6e4efc0d163300022a685e"),),
    ),
)
