"""What a place of the run is called."""

from PySide6.QtCore import QCoreApplication

from nnviz.core.snapshot import Phase
from nnviz.session.timeline import WHOLE, Place, Timeline
from nnviz.ui.panels.timeline_ruler import phase_of


def phase_word(phase: Phase) -> str:
    """The phase, as it stands below its ticks."""
    return {
        Phase.READY: QCoreApplication.translate("Timeline", "ready"),
        Phase.FORWARD: QCoreApplication.translate("Timeline", "forward"),
        Phase.LOSS: QCoreApplication.translate("Timeline", "loss"),
        Phase.BACKWARD: QCoreApplication.translate("Timeline", "backward"),
        Phase.UPDATE: QCoreApplication.translate("Timeline", "update"),
    }[phase]


def epoch_word(epoch: int) -> str:
    """An epoch, as it stands below its tick."""
    return QCoreApplication.translate("Timeline", "epoch {epoch}").format(epoch=epoch)


def iteration_word(iteration: int) -> str:
    """An iteration, as it stands below its tick."""
    return QCoreApplication.translate("Timeline", "iteration {iteration}").format(iteration=iteration)


def cursor_words(timeline: Timeline) -> str:
    """Where the cursor stands."""
    return f"{epoch_word(timeline.now.epoch)} · {iteration_word(timeline.now.iteration)}"


def place_words(timeline: Timeline, place: Place, first_layer: int, within: bool) -> str:
    """A place in words; ``within``: its moment, too. Layers are counted from ``first_layer``."""
    stretch = timeline.stretch_at(place.iteration)
    words = [epoch_word(stretch.epoch_at(place.iteration)[0]), iteration_word(place.iteration)]
    if within:
        phase, layer = phase_of(place.position, (stretch.moments - 3) // 2)
        words.append(phase_word(phase))
        if layer is not None:
            words.append(QCoreApplication.translate("Timeline", "layer {layer}").format(layer=layer + first_layer))
        if place.number != WHOLE:
            words.append(QCoreApplication.translate("Timeline", "value {number}").format(number=place.number + 1))
    return ", ".join(words)
