"""How a task says that it could not do its work."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a task's process ends with."""

    OK = 0
    FAILED = 1
    """Something that the task needs is missing or refused; the message says what."""
    BAD_PARAMETERS = 2
    VALIDATION_FAILED = 3
    NOT_APPROVED = 4


class TaskError(Exception):
    """Told to the reader in one line: what, where, and what to do. Ends the process with its code."""

    def __init__(self, message: str, code: ExitCode = ExitCode.FAILED) -> None:
        super().__init__(message)
        self.code = code
