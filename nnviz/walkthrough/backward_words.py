"""Why is a factor of the chain rule, or a gradient, what it is, in one sentence?"""

from nnviz.core.recipe import BiasMode
from nnviz.sentence import Sentence
from nnviz.walkthrough.quantity import Kind, Quantity
from nnviz.walkthrough.subject import Subject


def contribution(it: Subject) -> Sentence:
    """What one unit behind hands back."""
    return Sentence(
        "The error at {behind} flows back to {unit} through {weight}. "
        "The old weights are used until every gradient is known.",
        behind=it.behind,
        unit=it.unit,
        weight=it.way_back,
    )


def output_gradient(it: Subject) -> Sentence:
    """What the loss wants of an answer; of a hidden unit, who hands something back."""
    if it.about.layer == it.scene.last:
        return _at_output(it)
    count = len(it.scene.moment.network.layers[it.about.layer + 1].weight)
    if count == 1:
        return contribution(it)
    return Sentence("{unit} feeds {count} net inputs: what comes back from each adds up.", unit=it.unit, count=count)


def _at_output(it: Subject) -> Sentence:
    target = it.scene.value(Quantity(Kind.TARGET, it.about.layer, it.about.unit))
    if it.value > 0:
        return Sentence("{unit} answers too much: a lower answer would lower the error.", unit=it.unit)
    if it.value < 0:
        return Sentence("{unit} answers too little: a higher answer would lower the error.", unit=it.unit)
    if it.scene.recipe.loss.name == "categorical_crossentropy" and target == 0:
        return Sentence("The target of {unit} is 0: the loss looks only at the true class.", unit=it.unit)
    return Sentence("{unit} answers just what it should.", unit=it.unit)


def slope(it: Subject) -> Sentence:  # noqa: PLR0911 - one answer a case
    """How much of the error gets through."""
    value, activation = it.value, it.layer.activation
    if activation.pieces > 1:
        if value > 0:
            return Sentence("The piece that wins takes all of the error.")
        return Sentence("A piece that does not win takes none of the error; of two equal ones the first wins.")
    if value == 0:
        return Sentence("The slope is 0 here: nothing of the error gets through {unit}.", unit=it.unit)
    if value == 1:
        return Sentence("The slope is 1 here: the error gets through {unit} as it is.", unit=it.unit)
    match activation.name:
        case "sigmoid":
            return Sentence("The slope of the sigmoid: at most one quarter, in the middle, and almost 0 far outside.")
        case "tanh":
            return Sentence("The slope of tanh: at most 1, in the middle, and almost 0 far outside.")
        case "bipolar_sigmoid":
            return Sentence("The slope of the bipolar sigmoid: at most one half, in the middle, almost 0 far outside.")
    return Sentence("The slope of the activation at this net input: so many times does the answer follow it.")


def jacobian(it: Subject) -> Sentence:
    """Softmax hands out shares."""
    if it.about.unit == it.about.source:
        return Sentence("A larger net input of {unit} raises its own share.", unit=it.unit)
    return Sentence(
        "All shares add up to 1: what a larger net input of {unit} wins, {other} and the others lose.",
        unit=it.unit,
        other=it.other,
    )


def delta(it: Subject) -> Sentence:
    """The product of the two factors, or the perceptron rule."""
    if it.scene.perceptron:
        return _by_perceptron_rule(it)
    if it.layer.activation.name == "softmax":
        return Sentence("Chain rule: this net input changes every answer, so the products of all outputs add up.")
    if it.scene.delta_sign < 0:
        return Sentence(
            "Chain rule: how the answer changes the error, times how the net input changes the answer; "
            "here delta holds the minus."
        )
    return Sentence("Chain rule: how the answer changes the error, times how the net input changes the answer.")


def _by_perceptron_rule(it: Subject) -> Sentence:
    if it.value == 0:
        return Sentence("{unit} answers right: the perceptron rule changes nothing.", unit=it.unit)
    return Sentence(
        "No gradient: the slope of a {activation} unit is 0. The perceptron rule takes the error of {unit} itself.",
        activation=it.layer.activation.name,
        unit=it.unit,
    )


def short_delta(it: Subject) -> Sentence:
    """Loss and activation are a pair."""
    if it.scene.delta_sign < 0:
        return Sentence(
            "With {activation} and this loss the whole product comes down to target minus answer: the same number.",
            activation=it.layer.activation.name,
        )
    return Sentence(
        "With {activation} and this loss the whole product comes down to answer minus target: the same number.",
        activation=it.layer.activation.name,
    )


def sample_gradient(it: Subject) -> Sentence:
    """The blame of the unit, and what it heard."""
    if it.scene.perceptron:
        return Sentence(
            "No gradient, but the perceptron rule: the error of {unit} times what {source} sent forward.",
            unit=it.row,
            source=it.source,
        )
    if it.scene.answer(it.about.layer - 1, it.about.source or 0).value == 0:
        return Sentence("{source} sent 0: {weight} has no part in the error.", source=it.source, weight=it.parameter)
    return Sentence(
        "The error at {unit} flows back through {weight} in proportion to what {source} sent forward.",
        unit=it.row,
        weight=it.parameter,
        source=it.source,
    )


def weight_gradient(it: Subject) -> Sentence:
    """Of the batch, with the pull of the penalty."""
    regularization = it.scene.recipe.regularization
    found = sample_gradient(it) if it.samples == 1 else _over_batch(it)
    if regularization.active and not regularization.dead_weights:
        return Sentence("{gradient} The penalty pulls towards 0.", gradient=found)
    return found


def _over_batch(it: Subject) -> Sentence:
    if it.scene.perceptron:
        return Sentence("No gradient: the perceptron rule adds up the {count} samples of the batch.", count=it.samples)
    if it.scene.recipe.loss.share(2) == 1:
        return Sentence("What the {count} samples of the batch say adds up.", count=it.samples)
    return Sentence("The average of what the {count} samples of the batch say.", count=it.samples)


def sample_bias_gradient(it: Subject) -> Sentence:
    """The blame itself."""
    if it.scene.recipe.bias_mode is BiasMode.SHARED:
        return Sentence("All units of the layer share {bias}: what they say adds up.", bias=it.parameter)
    if it.scene.perceptron:
        return Sentence("No gradient, but the perceptron rule: a bias is a weight that always hears 1.")
    return Sentence("A bias is a weight that always hears 1: the error at {unit} reaches it whole.", unit=it.row)


def bias_gradient(it: Subject) -> Sentence:
    """Of the batch."""
    return sample_bias_gradient(it) if it.samples == 1 else _over_batch(it)


def input_gradient(it: Subject) -> Sentence:
    """The way back goes on to the inputs."""
    return Sentence("The error flows back through every weight that leads from {unit}, and adds up.", unit=it.unit)


def response(it: Subject) -> Sentence:
    """Every path from the input to the output has a part in it."""
    if it.scene.last == 0 and it.layer.activation.name == "linear":
        return Sentence("One weight leads from {input} to {unit}: the answer follows it.", input=it.input, unit=it.unit)
    return Sentence("Every path from {input} to {unit} has a part in it: they add up.", input=it.input, unit=it.unit)
