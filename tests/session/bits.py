"""What a lecturer sees and what training goes on with, as bytes."""

from tests.session.desk import Desk


def bits(at: Desk) -> list[bytes | None]:
    """The bits of all arrays that are shown, and of all that goes on from here."""
    seen, now = at.state.seen, at.state.work.timeline.now
    assert seen is not None
    found = [at.weights, seen.batch.x, seen.batch.y, seen.sample_losses, seen.input_delta]
    for trace in seen.traces:
        found += [trace.z, trace.a, trace.delta, trace.weight_gradient, trace.bias_gradient]
    for _, memory in now.optimizer_state.memory:
        found += [value for parameters in memory for value in (parameters.weight, parameters.bias)]
    return [None if array is None else array.tobytes() for array in found]
