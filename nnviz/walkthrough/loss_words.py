"""Why is the loss what it is, in one sentence?"""

from nnviz.sentence import Sentence
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.subject import Subject


def output_loss(it: Subject) -> Sentence:
    """How the loss judges one output."""
    match it.scene.recipe.loss.name:
        case "binary_crossentropy":
            return Sentence("The farther the answer is from its target, the steeper the logarithm makes it count.")
        case "categorical_crossentropy":
            return _categorical(it)
        case "half_sse" | "mean_half_sse":
            return Sentence("The distance to the target, squared and halved: too high is as bad as too low.")
        case "mse":
            return Sentence("The distance to the target, squared, divided by the number of outputs.")
        case _:
            return Sentence("The distance to the target, squared: too high is as bad as too low.")


def _categorical(it: Subject) -> Sentence:
    unit = Quantity(Kind.TARGET, it.scene.last, it.about.unit)
    if it.scene.value(unit) == 0:
        return Sentence("The target is 0: only the true class counts.")
    return Sentence("The true class counts: the smaller its share, the larger the loss.")


def sample_loss(it: Subject) -> Sentence:
    """The sum over the outputs."""
    if it.scene.moment.network.outputs == 1:
        return output_loss(it)
    return Sentence("The losses of all outputs add up.")


def loss(it: Subject) -> Sentence:
    """The sum or the average over the batch."""
    return sample_loss(it) if it.samples == 1 else over_batch(it)


def over_batch(it: Subject) -> Sentence:
    """How the samples of the batch come together."""
    if it.scene.recipe.loss.share(2) == 1:
        return Sentence("The {count} samples of the batch add up.", count=it.samples)
    return Sentence("The average over the {count} samples of the batch.", count=it.samples)


def penalty(it: Subject) -> Sentence:
    """What is punished."""
    if it.scene.recipe.regularization.name == "l2":
        return Sentence("Every weight costs its square; biases cost nothing.")
    return Sentence("Every weight costs its size; biases cost nothing.")


def total(_: Subject) -> Sentence:
    """Loss and penalty."""
    return Sentence("The answers should be right, and the weights small: both count.")
