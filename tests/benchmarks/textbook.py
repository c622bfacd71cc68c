"""The loop as the lecture decks write it: plain NumPy, layer by layer, samples as rows, new arrays all the time."""

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


class Textbook:
    def __init__(self, network: Network, recipe: Recipe) -> None:
        dtype = np.dtype(recipe.precision)
        self.weights = [layer.weight.astype(dtype) for layer in network.layers]
        self.biases = [None if layer.bias is None else layer.bias.astype(dtype) for layer in network.layers]
        self.names = [layer.activation.name for layer in network.layers]
        self.rate = recipe.rate
        self.loss, self.error = LOSSES[recipe.loss.name], ERRORS[recipe.loss.name]
        self.batches = endless_batches(recipe, dtype)

    def train(self, iterations: int) -> list[float]:
        losses = []
        for _ in range(iterations):
            x, y = next(self.batches)
            a = self.forward(x)
            losses.append(self.loss(a[-1], y))
            self.update(*self.backward(a, y))
        return losses

    def forward(self, x):
        a = [x]
        for w, b, name in zip(self.weights, self.biases, self.names, strict=True):
            z = np.matmul(a[-1], w.transpose())
            a.append(VALUES[name](z if b is None else z + b))
        return a

    def backward(self, a, y):
        depth = len(self.weights)
        weight_gradients, bias_gradients = [None] * depth, [None] * depth
        delta = self.error(a[-1], y)
        if self.names[-1] in SLOPES:
            delta = delta * SLOPES[self.names[-1]](a[-1])
        for index in reversed(range(depth)):
            weight_gradients[index] = np.transpose(delta) @ a[index]
            if self.biases[index] is not None:
                bias_gradients[index] = np.sum(delta, axis=0)
            if index:
                delta = delta @ self.weights[index] * SLOPES[self.names[index - 1]](a[index])
        return weight_gradients, bias_gradients

    def update(self, weight_gradients, bias_gradients):
        for index in range(len(self.weights)):
            self.weights[index] = self.weights[index] - self.rate * weight_gradients[index]
            if self.biases[index] is not None:
                self.biases[index] = self.biases[index] - self.rate * bias_gradients[index]


def textbook(network: Network, recipe: Recipe) -> Train:
    return Textbook(network, recipe).train


def endless_batches(recipe: Recipe, dtype: np.dtype) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Batch after batch, (m, n_0) and (m, K), in a new order each epoch where the recipe wants one."""
    inputs, targets = recipe.dataset.inputs.astype(dtype), recipe.dataset.targets.astype(dtype)
    size, draw = recipe.batch_size, np.random.RandomState(0)
    while True:
        order = draw.permutation(len(inputs)) if recipe.shuffle else None
        for begin in range(0, len(inputs), size):
            rows = order[begin : begin + size] if recipe.shuffle else slice(begin, begin + size)
            yield inputs[rows], targets[rows]
