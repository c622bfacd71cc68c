"""What a landscape is looked at from: its axes, what its height is, how far one sees, and what is known of it."""

import numpy as np

from nnviz.core.directions import Axes, random_direction
from nnviz.core.landscape import Landscape, Measure, measure
from nnviz.core.network import Network
from nnviz.core.recipe import Recipe
from nnviz.core.stability import largest_stable_rate
from nnviz.session.state import State
from nnviz.ui.plots.landscape.descent import Tracks
from nnviz.ui.plots.landscape.drawing import Descent, Place
from nnviz.ui.plots.landscape.making import Survey, Task, rows_for
from nnviz.ui.plots.landscape.parameters import Parameter, direction_of
from nnviz.ui.plots.landscape.view import RANDOM_REACH, REACH, View, around, even, holds


class Outlook:
    """Two axes through the networks of a run."""

    def __init__(self, names: tuple[str, str], axes: Axes, parameters: tuple[Parameter, Parameter] | None) -> None:
        """``parameters``: those that run along the axes; none: the axes are directions of many."""
        self.names, self.axes, self.parameters = names, axes, parameters
        self.survey: Survey | None = None
        self.shape = 1.0  # how much wider than high the map is
        self.stable_rate: float | None = None
        self._tracks = Tracks(axes)
        self._view: View | None = None
        self._own_view = False  # the user has chosen it
        self._measure: Measure | None = None

    @property
    def view(self) -> View:
        """What is seen; only after something was looked at."""
        assert self._view is not None
        return self._view if self._own_view else even(self._view, self.shape)

    @property
    def measure(self) -> Measure:
        """What the height is; only after something was looked at."""
        assert self._measure is not None
        return self._measure

    def look(self, state: State, network: Network, *, penalized: bool) -> Descent:
        """Where the network stands, and how it came there; the view follows it unless the user has chosen one."""
        self._take_measure(network, state.recipe, penalized)
        descent = self._tracks.descent(state, network, self.measure)
        if self._view is None or not (self._own_view or holds(self._view, descent)):
            self._view = around(descent, self._reach)
        return descent

    def fit(self, descent: Descent) -> None:
        """See all of the way."""
        self._own_view, self._view = False, around(descent, self._reach)

    def choose_view(self, view: View) -> None:
        """See what the user wants to see."""
        self._own_view, self._view = True, view

    def landscape(self, network: Network) -> Landscape:
        """The landscape on which this network stands."""
        return Landscape(network, self.axes, self.measure)

    def covers(self, task: Task | None, landscape: Landscape) -> bool:
        """Whether heights that are known, or being computed, are those of this landscape in the present view."""
        return task is not None and task.view == self.view and task.landscape.is_like(landscape)

    def height(self, place: Place) -> float | None:
        """The height at a place, of the landscape that is seen."""
        if self.survey is None:
            return None
        return float(self.survey.task.landscape.heights(*np.array(place)[:, np.newaxis])[0])

    @property
    def _reach(self) -> float:
        return RANDOM_REACH if self.parameters is None else REACH

    def _take_measure(self, network: Network, recipe: Recipe, penalized: bool) -> None:
        old = self._measure
        if old is not None and old.recipe is recipe and old.penalized == penalized:
            return
        self._measure = measure(recipe, rows_for(network.parameters), penalized=penalized)
        self.stable_rate = largest_stable_rate(network, recipe)


def along_parameters(network: Network, recipe: Recipe, across: Parameter, up: Parameter) -> Outlook:
    """An outlook on two parameters."""
    ways = [direction_of(network, recipe.bias_mode, parameter) for parameter in (across, up)]
    return Outlook((across.name, up.name), Axes(ways[0], ways[1]), (across, up))


def along_random(network: Network, seed: int, names: tuple[str, str]) -> Outlook:
    """An outlook on two random directions from the network of now."""
    ways = [random_direction(network, seed, number) for number in range(2)]
    return Outlook(names, Axes(ways[0], ways[1], network), None)
