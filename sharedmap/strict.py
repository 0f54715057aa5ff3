"""Unknown template variables as errors rather than silence."""

from typing import NoReturn


class UnknownVariable(Exception):
    """A template used a variable that its context does not have."""


class RaisingString(str):
    """Stands in for Django's `string_if_invalid`, which it fills by `%` with the name."""

    def __new__(cls) -> "RaisingString":
        return super().__new__(cls, "%s")

    def __mod__(self, name: object) -> NoReturn:
        raise UnknownVariable(f"The template uses {name!s}, which its context does not have.")

    def __html__(self) -> NoReturn:
        raise UnknownVariable("The template uses a variable whose look-up failed.")
