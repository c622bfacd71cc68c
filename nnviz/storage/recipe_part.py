"""How a network file says that the network is trained, and which combinations it may not ask for."""

from nnviz.core.losses import LOSSES, PAIRS, suits
from nnviz.core.metrics import METRICS
from nnviz.core.network import Network
from nnviz.core.recipe import BiasMode, Leftover, Recipe
from nnviz.core.regularization import REGULARIZATIONS, Regularization
from nnviz.errors import BadInput
from nnviz.sentence import Sentence
from nnviz.storage.json_tree import JsonObject, quoted
from nnviz.storage.named_part import read_optimizer
from nnviz.storage.schema import NetworkFile, RegularizationFile, check_choice, typed

PRECISIONS = ("float64", "float32")
THRESHOLDS = ("step", "sign")


def read_recipe(file: NetworkFile) -> Recipe:
    """The recipe, still without its samples."""
    optimizer, rate = read_optimizer(file.optimizer, "$.optimizer")
    return Recipe(
        LOSSES[check_choice(file.loss, LOSSES, "$.loss")],
        optimizer,
        rate,
        _regularization(file.regularization),
        BiasMode(check_choice(file.train_bias, list(BiasMode), "$.train_bias")),
        None,
        file.batch_size,
        file.shuffle,
        Leftover(check_choice(file.leftover, list(Leftover), "$.leftover")),
        file.seed,
        check_choice(file.precision, PRECISIONS, "$.precision"),
    )


def read_report(file: NetworkFile, network: Network) -> tuple[str, ...]:
    """What is plotted beside the loss: other losses that suit the outputs, and metrics."""
    output = network.layers[-1].activation.name
    for index, name in enumerate(file.report):
        path = f"$.report[{index}]"
        check_choice(name, [*LOSSES, *METRICS], path)
        if name in LOSSES and not suits(LOSSES[name], output):
            raise BadInput(
                "at {path}, {name} needs {activation} outputs, found {output}",
                path=path,
                name=name,
                activation=PAIRS[name].activation,
                output=output,
            )
        if name in file.report[:index]:
            raise BadInput("at {path}, {found} appears twice", path=path, found=quoted(name))
    return tuple(file.report)


def write_report(report: tuple[str, ...], network: Network) -> list[str]:
    """What is plotted beside the loss, without losses that no longer suit the outputs."""
    output = network.layers[-1].activation.name
    return [name for name in report if name not in LOSSES or suits(LOSSES[name], output)]


def check_recipe(recipe: Recipe, network: Network) -> None:
    """Refuse what does not go together: output and loss, optimizer and layers, regularization and optimizer."""
    output = network.layers[-1].activation.name
    if not suits(recipe.loss, output):
        needed = PAIRS[recipe.loss.name].activation
        raise BadInput(
            "at $.loss, {name} needs {needed} in the last layer, found {output}",
            name=recipe.loss.name,
            needed=needed,
            output=output,
        )
    if recipe.optimizer.name == "perceptron" and (network.depth > 1 or output not in THRESHOLDS):
        layers = Sentence("{count} layers", count=network.depth)
        found = layers if network.depth > 1 else Sentence("{activation} units", activation=output)
        raise BadInput(
            "at $.optimizer, the perceptron rule needs one layer of step or sign units, found {found}", found=found
        )
    if recipe.regularization.dead_weights and recipe.regularization.name != "l1":
        raise BadInput("at $.regularization.dead_weights, only l1 has dead weights; set it to false or the name to l1")
    if recipe.regularization.dead_weights and recipe.optimizer.name != "sgd":
        raise BadInput(
            "at $.regularization.dead_weights, dead weights need the optimizer sgd, found {name}",
            name=recipe.optimizer.name,
        )


def write_regularization(regularization: Regularization) -> JsonObject:
    """The regularization as the file holds it; dead weights are said where there can be any."""
    file: JsonObject = {
        "name": regularization.name,
        "rate": regularization.rate,
        "divide_by_samples": regularization.divide_by_samples,
    }
    return file | ({"dead_weights": regularization.dead_weights} if regularization.name == "l1" else {})


def _regularization(value: JsonObject | None) -> Regularization:
    file = typed(value or {}, RegularizationFile, "$.regularization")
    name = check_choice(file.name, REGULARIZATIONS, "$.regularization.name")
    return Regularization(name, file.rate, file.divide_by_samples, file.dead_weights)
