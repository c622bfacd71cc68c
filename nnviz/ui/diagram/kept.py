"""What has not changed since the last frame is not made anew."""

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The last value, and what it was made for."""

    def __init__(self) -> None:
        self._key: object = None
        self._value: Value | None = None

    def get(self, key: object, make: Callable[[], Value]) -> Value:
        """The value for this key, made anew only where the key has changed."""
        if self._value is None or key != self._key:
            self._key, self._value = key, make()
        return self._value
