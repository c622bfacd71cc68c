"""A value that is asked about before it is shown, and how often the answers were right."""

from dataclasses import dataclass, replace

from nnviz.walkthrough.predict import Answer, Question, Verdict


@dataclass(frozen=True, slots=True)
class Prediction:
    """A question on the screen. While it is open, the cursor stands before the fact that it is about."""

    question: Question
    answer: Answer | None = None  # none where it was revealed without one
    verdict: Verdict | None = None  # none while the question is open

    @property
    def open(self) -> bool:
        """Whether the value is still hidden."""
        return self.verdict is None


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers of this session."""

    right: int = 0
    wrong: int = 0

    def counting(self, right: bool) -> "Tally":
        """The tally with one more answer."""
        return replace(self, right=self.right + 1) if right else replace(self, wrong=self.wrong + 1)
