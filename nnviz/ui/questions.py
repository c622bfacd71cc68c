"""Dialogs with a sentence and buttons: questions, notices, and what went wrong. None of them stops the app."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget

from nnviz.session.effects import Ask
from nnviz.ui.translation import translated

Icon = QMessageBox.Icon
Role = QMessageBox.ButtonRole
Answers = dict[str, tuple[QMessageBox.ButtonRole, Callable[[], object] | None]]
"""What the buttons say, each with its role and what it leads to; the first is what Enter presses."""
TROUBLE = "trouble"


def question(window: QWidget, text: str, answers: Answers, icon: QMessageBox.Icon = Icon.Question) -> QMessageBox:
    """Ask; Escape means the button with the role of rejecting."""
    box = QMessageBox(icon, QApplication.applicationDisplayName(), text, parent=window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    reactions: dict[QAbstractButton, Callable[[], object] | None] = {}
    for says, (role, reaction) in answers.items():
        button = box.addButton(says, role)
        reactions[button] = reaction
        if len(reactions) == 1:
            box.setDefaultButton(button)
        if role is Role.RejectRole:
            box.setEscapeButton(button)

    def react() -> None:
        reaction = reactions.get(box.clickedButton())
        if reaction is not None:
            reaction()

    box.finished.connect(react)
    box.open()
    return box


def confirm(window: QWidget, asked: Ask, then: Callable[[], object]) -> QMessageBox:
    """Ask a question of the session."""
    answers: Answers = {translated(asked.yes): (Role.AcceptRole, then), _cancel(): (Role.RejectRole, None)}
    return question(window, translated(asked.question), answers)


def notify(window: QWidget, text: str) -> QMessageBox:
    """Show a sentence that must not be missed."""
    understood = QCoreApplication.translate("Questions", "OK")
    return question(window, translated(text), {understood: (Role.RejectRole, None)}, Icon.Warning)


def unsaved_work(window: QWidget, name: str, save: Callable[[], object], discard: Callable[[], object]) -> QMessageBox:
    """Ask what is to become of work that is not saved."""
    text = QCoreApplication.translate(
        "Questions", "Save the changes to {name}? Trained weights are lost otherwise."
    ).format(name=name)
    answers: Answers = {
        QCoreApplication.translate("Questions", "Save"): (Role.AcceptRole, save),
        QCoreApplication.translate("Questions", "Discard"): (Role.DestructiveRole, discard),
        _cancel(): (Role.RejectRole, None),
    }
    return question(window, text, answers)


def trouble(window: QWidget, report: str) -> QMessageBox:
    """Show an error of the app itself, unless one is shown already; ``report`` is a traceback, the error last."""
    shown = window.findChild(QMessageBox, TROUBLE)
    if shown is not None:
        return shown
    text = QCoreApplication.translate("Questions", "Something went wrong in nnviz. Your work is kept.")
    box = QMessageBox(Icon.Critical, QApplication.applicationDisplayName(), text, parent=window)
    box.setObjectName(TROUBLE)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(report.strip().rpartition("\n")[2])
    box.setDetailedText(report)
    copy = box.addButton(QCoreApplication.translate("Questions", "Copy the report"), Role.ActionRole)
    close = box.addButton(QCoreApplication.translate("Questions", "Continue"), Role.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    copy.clicked.connect(lambda: QApplication.clipboard().setText(report))
    box.open()
    return box


def _cancel() -> str:
    return QCoreApplication.translate("Questions", "Cancel")
