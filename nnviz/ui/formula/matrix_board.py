"""Which equations does the matrix view show, what of them is known, and what lights up?"""

from dataclasses import dataclass
from enum import StrEnum

from nnviz.core.jacobian import jacobian
from nnviz.core.snapshot import Phase, Snapshot
from nnviz.session.state import State
from nnviz.session.walks import current_fact, current_index, shows_moment, walk_of, walk_through
from nnviz.walkthrough.fact import Fact
from nnviz.walkthrough.matrices import equations, is_known, jacobian_equation
from nnviz.walkthrough.matrix import Equation, Lit, Matrix, light
from nnviz.walkthrough.quantity import Quantity, What
from nnviz.walkthrough.walk import Walk


class Topic(StrEnum):
    """What the matrices are about."""

    MOMENT = "moment"
    JACOBIAN = "jacobian"  # of the network: how each output changes with each input


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Equations, and how far they are known."""

    walk: Walk
    equations: tuple[Equation, ...]
    current: int  # the last fact that is known; -1: none
    fact: Fact | None = None  # that lights up

    def knows(self, matrix: Matrix, row: int, column: int) -> bool:
        """Whether the number of a cell has been told."""
        quantity = matrix.quantity(row, column)
        return quantity is None or is_known(self.walk, quantity, self.current)

    def made_of(self, what: What) -> tuple[Quantity, ...]:
        """What a number is made of; nothing where several are meant."""
        fact = self.walk.about(what) if isinstance(what, Quantity) else None
        return () if fact is None else fact.highlights[1:]

    def lights(self, equation: Equation) -> tuple[Lit, ...]:
        """What lights up in each matrix of an equation."""
        if self.fact is None:
            return tuple(Lit() for _ in equation.matrices)
        return light(equation, self.fact.about, self.fact.highlights[1:], self.walk.scene.row)


def board_of(state: State, topic: Topic = Topic.MOMENT) -> Board | None:
    """What to show; nothing without data, and no Jacobian before the loss is known."""
    seen = state.seen
    if seen is None:
        return None
    if topic is Topic.JACOBIAN:
        return _jacobian(state, seen) if seen.mark.phase >= Phase.LOSS else None
    walk, index = walk_of(state), current_index(state)
    if walk is None or not shows_moment(state):
        walk = walk_through(seen, state.recipe, state.row, state.view)
        return Board(walk, _shown(walk, seen, not shows_moment(state)), len(walk) - 1)
    return Board(walk, equations(walk.scene, seen.mark), -1 if index is None else index, current_fact(state))


def _jacobian(state: State, seen: Snapshot) -> Board:
    walk = walk_of(state) if shows_moment(state) else None
    walk = walk or walk_through(seen, state.recipe, state.row, state.view)
    scene = walk.scene
    values = jacobian(scene.moment.network, scene.moment.traces, scene.row)
    return Board(walk, (jacobian_equation(scene, values),), len(walk) - 1, current_fact(state))


def _shown(walk: Walk, seen: Snapshot, alone: bool) -> tuple[Equation, ...]:
    """The equations of the moment; of a sample sent through, those of the whole way forward."""
    scene = walk.scene
    if not alone:
        return equations(scene, seen.mark)
    forward = (mark for mark in walk.marks if mark.phase is Phase.FORWARD)
    return tuple(equation for mark in forward for equation in equations(scene, mark))
