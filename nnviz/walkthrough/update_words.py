"""Why does a weight or a bias move as it does, in one sentence?"""

from nnviz.sentence import Sentence
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.subject import Subject
from nnviz.walkthrough.update_facts import lives


def velocity(_: Subject) -> Sentence:
    """What momentum keeps."""
    return Sentence("A part of the last velocity is kept, and the step against the gradient is added.")


def average(_: Subject) -> Sentence:
    """A running average of gradients."""
    return Sentence("A running average of the gradients: most of the old one, and a little of the new.")


def squares(_: Subject) -> Sentence:
    """A running average of squared gradients."""
    return Sentence("A running average of the squared gradients: most of the old one, and a little of the new.")


def corrected(_: Subject) -> Sentence:
    """The start at 0 made up for."""
    return Sentence("The average began at 0 and is too small in the first steps; this makes up for it.")


def new_value(it: Subject) -> Sentence:
    """Where the optimizer goes, and why."""
    if it.about.source is not None and it.scene.recipe.regularization.dead_weights:
        return _shrunk(it)
    match it.scene.recipe.optimizer.name:
        case "momentum":
            return Sentence("{parameter} moves by its velocity.", parameter=it.parameter)
        case "nesterov":
            return Sentence("{parameter} moves as if its velocity had looked ahead.", parameter=it.parameter)
        case "rmsprop" | "adam":
            return Sentence(
                "{parameter} moves against its gradient, in steps that its usual size makes even.",
                parameter=it.parameter,
            )
    return _downhill(it)


def _shrunk(it: Subject) -> Sentence:
    if not lives(it.scene, it.about):
        return Sentence("{parameter} is dead: it stays 0.", parameter=it.parameter)
    if it.value != 0:
        return Sentence("{parameter} takes its step, and the penalty draws it towards 0.", parameter=it.parameter)
    return Sentence("The penalty would draw {parameter} across 0: it becomes 0 for good.", parameter=it.parameter)


def _downhill(it: Subject) -> Sentence:
    kind = Kind.BIAS_GRADIENT if it.about.source is None else Kind.WEIGHT_GRADIENT
    gradient = it.scene.value(Quantity(kind, it.about.layer, it.about.unit, it.about.source))
    if it.scene.perceptron:
        if gradient == 0:
            return Sentence("The perceptron rule wants nothing of {parameter}: it stays.", parameter=it.parameter)
        return Sentence("{parameter} moves so that the answer comes nearer to the target.", parameter=it.parameter)
    if gradient > 0:
        return Sentence("The gradient is positive: {parameter} goes down.", parameter=it.parameter)
    if gradient < 0:
        return Sentence("The gradient is negative: {parameter} goes up.", parameter=it.parameter)
    return Sentence("The gradient is 0: {parameter} stays.", parameter=it.parameter)
