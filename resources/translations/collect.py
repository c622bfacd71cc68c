"""Collect every text of nnviz into the file of one language: ``collect.py vi`` makes or renews ``nnviz_vi.ts``.

Texts of the window are found by Qt's own tool where a widget says them, or ``translate`` with its context. Those that
functions say by a ``_tr`` of their module, those made below the window (templates of sentences and errors), and texts
of the tables of the lecture are handed to the tool as a list.
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


def said_by_functions() -> set[tuple[str, str]]:
    """Every text that a module says by its own ``_tr``, with the context that this gives it."""
    found = set()
    for source in SOURCES:
        nodes = list(ast.walk(ast.parse(source.read_text("utf-8"))))
        makers = [node for node in nodes if isinstance(node, ast.FunctionDef) and node.name == "_tr"]
        texts = {_first(node) for node in nodes if isinstance(node, ast.Call) and _called(node) == "_tr"}
        for maker in makers:
            calls = (node for node in ast.walk(maker) if isinstance(node, ast.Call) and _called(node) == "translate")
            found |= {(_first(call), text) for call in calls for text in texts}
    return found


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _first(call: ast.Call) -> str:
    argument = call.args[0]
    assert isinstance(argument, ast.Constant), f"line {argument.lineno}: the text must stand where it is translated"
    return str(argument.value)


def table_texts() -> set[str]:
    """What the tables of the lecture say in words."""
    cited = [*LOSSES.values(), *OPTIMIZERS.values(), *GENERATORS.values(), *(make() for make in ACTIVATIONS.values())]
    meant = [*(function.meaning for function in FUNCTIONS.values()), *(made.formula for made in GENERATORS.values())]
    meant += [convention.meaning for convention in CONVENTIONS]
    return {entry.source for entry in cited} | set(meant)


def collect(code: str, folder: Path) -> Path:
    """Make or renew the file of a language in a folder; what is translated in it stays."""
    file = folder / f"nnviz_{code}.ts"
    texts = sorted({("Sentence", text) for text in templates() | table_texts()} | said_by_functions())
    with tempfile.TemporaryDirectory() as kept:
        listed = Path(kept) / "sentences.py"
        listed.write_text("".join(f'translate("{context}", {_literal(text)})\n' for context, text in texts), "utf-8")
        tool = Path(sys.executable).with_name("pyside6-lupdate")
        command = [tool, *SOURCES, listed, "-locations", "none", "-target-language", code, "-ts", file]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return file


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


if __name__ == "__main__":
    collect(sys.argv[1], Path(__file__).parent)
