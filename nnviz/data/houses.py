"""What is a house worth?  Invented houses, whose price a single linear unit can find out.

The units are such that no input is much larger than another: 100 m², rooms, floors, ten years; prices in 100,000.
"""

import numpy as np

from nnviz.data.toy import Samples

BASE = 0.3
WORTH = (1.5, 0.2, 0.15, -0.1)
"""What 100 m², a bedroom, a floor and ten years of age add to the price."""


def house_prices(samples: int, noise: float, stream: np.random.RandomState) -> Samples:
    """Size, bedrooms, floors and age, (samples, 4), and the price, (samples, 1); noise is the price's deviation."""
    houses = np.column_stack(
        [
            stream.uniform(0.4, 2.5, samples),
            stream.randint(1, 7, samples),
            stream.randint(1, 4, samples),
            stream.uniform(0.0, 6.0, samples),
        ]
    )
    price = BASE + (houses * WORTH).sum(axis=1) + noise * stream.normal(size=samples)
    return houses, price[:, np.newaxis]
