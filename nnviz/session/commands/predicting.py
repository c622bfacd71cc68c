"""Guessing a value before it is shown."""

from dataclasses import dataclass

from nnviz.session.commands.command import Command
from nnviz.walkthrough.predict import Answer, Asking


@dataclass(frozen=True, slots=True)
class SetAsking(Command):
    """Choose which coming values are asked about before they are shown, and how."""

    asking: Asking


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Command):
    """Answer the open question; the value is shown and the answer is counted."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Reveal(Command):
    """Show the value that is asked about, and why; nothing is counted."""


@dataclass(frozen=True, slots=True)
class Skip(Command):
    """Show the value that is asked about and close the question; nothing is counted."""
