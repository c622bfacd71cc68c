"""Hundreds of damaged CSV, IDX and NPZ files: refused with row, column or byte, or as they were; nothing is lost.

python tests/campaigns/damaged_files.py [count of each kind] [seed]
"""

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from nnviz.core.dataset import Dataset
from nnviz.data.build import build
from nnviz.session.commands import SetData, StepForward, Undo
from nnviz.session.state import StepSize
from nnviz.storage.network_file import read
from tests.campaigns.damage_of_arrays import damaged_idx, damaged_npz
from tests.campaigns.damage_of_tables import damaged_table
from tests.campaigns.damaged_file import DamagedFile
from tests.session.bits import bits
from tests.session.desk import NETWORKS, Desk

KINDS: dict[str, Callable[[Path, random.Random], DamagedFile]] = {
    "CSV": damaged_table,
    "IDX": damaged_idx,
    "NPZ": damaged_npz,
}
LONGEST = 2.0  # seconds of computing that one file may take
PLACE = re.compile(r"\b([Rr]ow|[Bb]yte) [\d,]+")
REFUSED, AS_IT_WAS, NOT_TOLD = "refused with a place", "opened as it was", "opened with pixels that nothing checks"
GOOD = {REFUSED, AS_IT_WAS, NOT_TOLD}


def verdict(desk: Desk, file: DamagedFile) -> str:
    """What becomes of one file, and of the work that is open."""
    file.path.write_bytes(file.whole)
    whole = build(file.spec, None, 0)
    file.path.write_bytes(file.damaged)
    before, work = bits(desk), desk.state.work
    began = time.process_time()
    try:
        desk.send(SetData(file.spec, confirmed=True))
    except Exception as error:  # noqa: BLE001  a crash of whatever kind is what is looked for
        return f"crashed: {type(error).__name__}: {str(error)[:200]}"
    seconds = time.process_time() - began
    outcome = _refused(desk) if desk.state.work is work else _opened(desk, file, whole)
    if bits(desk) != before:
        return "something was lost"
    return outcome if seconds <= LONGEST else f"took {seconds:.1f} s"


def _refused(desk: Desk) -> str:
    text = desk.state.notice.text if desk.state.notice else ""
    return REFUSED if PLACE.search(text) else f"refused without a place: {text[:200]}"


def _opened(desk: Desk, file: DamagedFile, whole: Dataset) -> str:
    found = desk.state.recipe.dataset
    desk.send(Undo())
    if np.array_equal(found.inputs, whole.inputs) and np.array_equal(found.targets, whole.targets):
        return AS_IT_WAS
    return "opened with other numbers" if file.checked else NOT_TOLD


def main(count: int = 500, seed: int = 0) -> int:
    """Run the campaign and print its figures; 1 where a file was not treated as it should."""
    desk = Desk(read(NETWORKS / "xor-2-2-1.json")).step(StepSize.ITERATION, *[StepForward()] * 3)
    desk.step(StepSize.LAYER, StepForward(), StepForward())  # a network half on its way, seen at a moment
    bad = 0
    for kind, damaged in KINDS.items():
        dice, outcomes = random.Random(seed), Counter[str]()
        for number in range(count):
            with tempfile.TemporaryDirectory() as folder:
                file = damaged(Path(folder), dice)
                outcome = verdict(desk, file)
            outcomes[outcome] += 1
            if outcome not in GOOD:
                print(f"{kind} file {number}, {file.damage}: {outcome}\n  {file.damaged[:100]!r}")
        bad += sum(times for outcome, times in outcomes.items() if outcome not in GOOD)
        told = ", ".join(f"{times} {outcome}" for outcome, times in outcomes.most_common() if outcome in GOOD)
        print(f"{count} damaged {kind} files: {told}; nothing lost")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
