"""The same training in PyTorch, eager, one thread."""

import numpy as np
import torch
from torch import nn

from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from tests.benchmarks.textbook import endless_batches
from tests.benchmarks.works import Train

ACTIVATIONS = {"tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "relu": nn.ReLU, "softmax": nn.Identity}


def eager(network: Network, recipe: Recipe) -> Train:
    torch.set_num_threads(1)
    kind = getattr(torch, recipe.precision)
    parts: list[nn.Module] = []
    for layer in network.layers:
        linear = nn.Linear(layer.sources, layer.units, layer.bias is not None, dtype=kind)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(layer.weight.copy()))
        parts += [linear, ACTIVATIONS[layer.activation.name]()]
    model = nn.Sequential(*parts)
    optimizer = torch.optim.SGD(model.parameters(), lr=recipe.rate)
    batches = endless_batches(recipe, np.dtype(recipe.precision))
    crossentropy, half = recipe.loss.name == "categorical_crossentropy", 0.5 if "half" in recipe.loss.name else 1.0

    def train(iterations: int) -> list[float]:
        losses = []
        for _ in range(iterations):
            x, y = next(batches)
            x, y = torch.from_numpy(x), torch.from_numpy(y)
            optimizer.zero_grad()
            answer = model(x)
            loss = nn.functional.cross_entropy(answer, y) if crossentropy else half * nn.functional.mse_loss(answer, y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return losses

    return train
