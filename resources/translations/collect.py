"""Collect every text of nnviz into the file of one language: ``collect.py vi`` makes or renews ``nnviz_vi.ts``.

Texts of the window are found by Qt's own tool. Those made below it are templates of sentences and errors, and texts
of the tables of the lecture: they are handed to the tool as a list.
"""

import ast
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from nnviz.core.activations import ACTIVATIONS  # noqa: E402
from nnviz.core.losses import LOSSES  # noqa: E402
from nnviz.core.optimizers import OPTIMIZERS  # noqa: E402
from nnviz.data.generators import GENERATORS  # noqa: E402
from nnviz.data.truth_tables import FUNCTIONS  # noqa: E402
from nnviz.walkthrough.conventions import CONVENTIONS  # noqa: E402

SOURCES = sorted((PROJECT / "nnviz").rglob("*.py"))
MAKERS = {"Sentence", "NnvizError", "BadInput", "NotSaved", "Diverged"}


def templates() -> set[str]:
    """Every template that stands in the source."""
    trees = (ast.parse(source.read_text("utf-8")) for source in SOURCES)
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    first = (call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id in MAKERS)
    return {str(text.value) for text in first if isinstance(text, ast.Constant)}


def table_texts() -> set[str]:
    """What the tables of the lecture say in words."""
    cited = [*LOSSES.values(), *OPTIMIZERS.values(), *GENERATORS.values(), *(make() for make in ACTIVATIONS.values())]
    meant = [*(function.meaning for function in FUNCTIONS.values()), *(made.formula for made in GENERATORS.values())]
    meant += [convention.meaning for convention in CONVENTIONS]
    return {entry.source for entry in cited} | set(meant)


def collect(code: str, folder: Path) -> Path:
    """Make or renew the file of a language in a folder; what is translated in it stays."""
    file = folder / f"nnviz_{code}.ts"
    texts = sorted(templates() | table_texts())
    with tempfile.TemporaryDirectory() as kept:
        listed = Path(kept) / "sentences.py"
        listed.write_text("".join(f'translate("Sentence", {_literal(text)})\n' for text in texts), "utf-8")
        tool = Path(sys.executable).with_name("pyside6-lupdate")
        command = [tool, *SOURCES, listed, "-locations", "none", "-target-language", code, "-ts", file]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return file


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


if __name__ == "__main__":
    collect(sys.argv[1], Path(__file__).parent)
