"""The loop as the lecture decks write it: plain NumPy, layer by layer, samples as rows, a new array for every result."""

from collections.abc import Iterator

import numpy as np

from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from tests.benchmarks.works import Train


def softmax(z):
    power = np.exp(z - np.max(z, axis=1, keepdims=True))
    return power / np.sum(power, axis=1, keepdims=True)


def crossentropy(o, y):
    return -np.sum(y * np.log(o)) / len(y)


VALUES = {
    "tanh": np.tanh,
    "sigmoid": lambda z: 1.0 / (1.0 + np.exp(-z)),
    "relu": lambda z: np.maximum(z, 0),
    "softmax": softmax,
}
SLOPES = {
    "tanh": lambda a: 1 - a**2,
    "sigmoid": lambda a: a * (1 - a),
    "relu": lambda a: a > 0,
}
LOSSES = {
    "mse": lambda o, y: np.power(o - y, 2).mean(),
    "mean_half_sse": lambda o, y: 0.5 * np.power(o - y, 2).sum() / len(y),
    "categorical_crossentropy": crossentropy,
}
ERRORS = {
    "mse": lambda o, y: 2 * (o - y) / y.size,
    "mean_half_sse": lambda o, y: (o - y) / len(y),
    "categorical_crossentropy": lambda o, y: (o - y) / len(y),
}


def textbook(network: Network, recipe: Recipe) -> Train:
    dtype = np.dtype(recipe.precision)
    weights = [layer.weight.astype(dtype) for layer in network.layers]
    biases = [None if layer.bias is None else layer.bias.astype(dtype) for layer in network.layers]
    names = [layer.activation.name for layer in network.layers]
    batches = endless_batches(recipe, dtype)

    def train(iterations: int) -> list[float]:
        losses = []
        for _ in range(iterations):
            x, y = next(batches)
            a = forward(x)
            losses.append(LOSSES[recipe.loss.name](a[-1], y))
            weight_gradients, bias_gradients = backward(a, y)
            for index in range(len(weights)):
                weights[index] = weights[index] - recipe.rate * weight_gradients[index]
                if biases[index] is not None:
                    biases[index] = biases[index] - recipe.rate * bias_gradients[index]
        return losses

    def forward(x):
        a = [x]
        for w, b, name in zip(weights, biases, names, strict=True):
            z = np.matmul(a[-1], w.transpose())
            a.append(VALUES[name](z if b is None else z + b))
        return a

    def backward(a, y):
        weight_gradients, bias_gradients = [None] * len(weights), [None] * len(weights)
        delta = ERRORS[recipe.loss.name](a[-1], y)
        if names[-1] in SLOPES:
            delta = delta * SLOPES[names[-1]](a[-1])
        for index in reversed(range(len(weights))):
            weight_gradients[index] = np.transpose(delta) @ a[index]
            if biases[index] is not None:
                bias_gradients[index] = np.sum(delta, axis=0)
            if index:
                delta = delta @ weights[index] * SLOPES[names[index - 1]](a[index])
        return weight_gradients, bias_gradients

    return train


def endless_batches(recipe: Recipe, dtype: np.dtype) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Batch after batch, (m, n_0) and (m, K), in a new order each epoch where the recipe wants one."""
    inputs, targets = recipe.dataset.inputs.astype(dtype), recipe.dataset.targets.astype(dtype)
    size, draw = recipe.batch_size, np.random.RandomState(0)
    while True:
        order = draw.permutation(len(inputs)) if recipe.shuffle else None
        for begin in range(0, len(inputs), size):
            rows = order[begin : begin + size] if recipe.shuffle else slice(begin, begin + size)
            yield inputs[rows], targets[rows]
